import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { LIMITS } from '../../../shared/reports/contract';
import { clockText } from '../../../shared/words';
import { wordsFor } from '../../api/errors';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { PhotoGrid } from '../../components/photo-grid';
import { SwitchRow } from '../../components/switch';
import { go } from '../../platform/go';
import { CategoryPick } from './category-pick';
import { CategorySheet } from './category-sheet';
import { DialButton } from './dial-button';
import { DuplicateCard } from './duplicate-card';
import './index.scss';
import { PlaceCard } from './place-card';
import { PlaceSheet } from './place-sheet';
import { type Form, useForm } from './use-form';

/** One screen, no wizard: photo, words, kind, place, who gets it, send. */
export default function ReportForm() {
  const form = useForm();
  const [sheet, setSheet] = useState<'category' | 'place'>();
  const { draft, missing, sending } = form;
  const bar = (
    <Button
      id="send"
      block
      icon="send"
      text={sending ? '正在发出' : (missing ?? '发给街长')}
      off={Boolean(missing)}
      busy={sending}
      onTap={() => void form.send()}
    />
  );
  return (
    <Page title="上报问题" back="back" bar={bar}>
      <View className="wrap">
        {form.emergency ? <DangerFirst promise={form.routing.data?.promise.acceptText} /> : null}
        <View className="card">
          <PhotoGrid
            photos={form.photos.photos}
            max={LIMITS.photos}
            onAdd={() => void form.photos.add(LIMITS.photos - form.photos.photos.length)}
            onRetry={(key) => void form.photos.retry(key)}
            onRemove={form.photos.remove}
          />
          <View className="form-words">
            <Field
              id="words"
              bare
              lines
              value={draft.description}
              max={LIMITS.description}
              hint="哪里、什么问题？写一句就行"
              error={form.fieldErrors.description}
              onChange={(description) => form.edit({ description })}
            />
          </View>
          <DraftLine form={form} />
          <View className="hr" />
          <CategoryPick form={form} onAll={() => setSheet('category')} />
        </View>
        <PlaceCard form={form} onMove={() => setSheet('place')} />
        <DuplicateCard form={form} />
        <Choices form={form} />
        {form.refusal ? <Refusal error={form.refusal} /> : null}
        <View className="cap center form-legal">您的姓名和电话不会公开。照片里的位置信息会去掉。</View>
      </View>
      {sheet === 'category' ? (
        <CategorySheet
          categories={form.catalogue.data ?? []}
          onChoose={(category) => {
            form.edit({ category });
            setSheet(undefined);
          }}
          onClose={() => setSheet(undefined)}
        />
      ) : null}
      {sheet === 'place' ? <PlaceSheet form={form} onClose={() => setSheet(undefined)} /> : null}
    </Page>
  );
}

/** @param promise 15 分钟内受理, once it is known who gets it */
function DangerFirst({ promise }: { promise: string | undefined }) {
  return (
    <View className="form-danger">
      <Note tone="torch" icon="warning">
        <View className="note-b">请先离开危险，马上打电话</View>
        <View>
          {`起火、燃气泄漏、有人受困先打 119；有人违法先打 110；有人受伤打 120。打完再上报${promise ? `，${promise}` : ''}。`}
        </View>
        <DialButtons />
      </Note>
    </View>
  );
}

function DialButtons() {
  return (
    <View className="row gap-2">
      {['119', '110', '120'].map((phone) => (
        <DialButton key={phone} phone={phone} />
      ))}
    </View>
  );
}

function DraftLine({ form }: { form: Form }) {
  const { draft, full } = form;
  const kept = draft.description || draft.photos.length;
  return (
    <View className="row form-draft">
      {kept ? (
        <Button kind="quiet" text="清空重写" onTap={form.startOver} />
      ) : (
        <Text className="cap">写到一半离开也不会丢</Text>
      )}
      <View className="grow" />
      {full ? (
        <Text className="cap torch-text">手机存满了，离开后可能丢失</Text>
      ) : kept ? (
        <View className="row cap">
          <Icon name="check" />
          <Text>草稿已存 {clockText(new Date(draft.savedAt))}</Text>
        </View>
      ) : null}
    </View>
  );
}

function Choices({ form }: { form: Form }) {
  const { draft, me, lockedPrivate } = form;
  const phone = me?.phone;
  return (
    <View className="card card--flush">
      {draft.anonymous ? null : (
        <SwitchRow
          icon="phone"
          title="街长可以打给我"
          note={phone ? `只给办这件事的人看，${phone}` : '您还没有填手机号，打开后去填'}
          on={draft.allowContact}
          onChange={(allowContact) => {
            form.edit({ allowContact });
            if (allowContact && !phone) go.profile();
          }}
        />
      )}
      <SwitchRow
        icon="user"
        title="匿名上报"
        note="办事的人也看不到您是谁"
        on={draft.anonymous}
        onChange={(anonymous) => form.edit({ anonymous, ...(anonymous ? { allowContact: false } : {}) })}
      />
      <SwitchRow
        icon="lock"
        title="不公开这件事"
        note={lockedPrivate ? '这一类只有相关的人能看到' : '只有您和办事的人能看到'}
        on={draft.private || lockedPrivate}
        locked={lockedPrivate}
        onChange={(isPrivate) => form.edit({ private: isPrivate })}
      />
    </View>
  );
}

function Refusal({ error }: { error: unknown }) {
  const { title, detail } = wordsFor(error);
  return (
    <View className="gap-3" {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : {})}>
      <Note tone="amber" icon="warning">
        <View className="note-b">{title}</View>
        <View>{detail}</View>
      </Note>
    </View>
  );
}
