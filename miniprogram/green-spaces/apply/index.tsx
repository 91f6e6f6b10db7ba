import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { PLAQUE_MAX } from '../../../shared/green-spaces/plaque';
import { SUBJECTS, type Subject } from '../../../shared/green-spaces/states';
import { wordsFor } from '../../api/errors';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Sheet } from '../../components/sheet';
import { SwitchRow } from '../../components/switch';
import { Tap } from '../../components/tap';
import { PlotBadge } from '../parts';
import './index.scss';
import { type Apply, useApply } from './use-apply';

const MODE_WORDS = { labour: '出力，自己照料', funding: '出资，请人照料' } as const;
const YEARS = [1, 2, 3] as const;

/** One form: who, how, how long, what stands on the plaque, whom to call, and the agreement. */
export default function ApplyPage() {
  const apply = useApply();
  const [reading, setReading] = useState(false);
  const { plot, form, missing, busy } = apply;
  const waits = plot.data !== undefined && plot.data.availability !== 'free';
  const bar = (
    <Button
      id="send"
      block
      text={missing ?? (waits ? `排队候补 ${form.years} 年` : `申请认养 ${form.years} 年`)}
      off={Boolean(missing)}
      busy={busy}
      onTap={() => void apply.send()}
    />
  );
  return (
    <Page title="申请认养" back="back" bar={plot.data ? bar : undefined}>
      <View className="wrap">
        {plot.status === 'error' ? <ErrorFace error={plot.error} onRetry={() => void plot.reload()} /> : null}
        {plot.status === 'loading' ? <Skeleton count={2} /> : null}
        {plot.data ? (
          <>
            <View className="row apply-head">
              <Text className="title grow clip">{plot.data.name}</Text>
              <PlotBadge plot={plot.data} />
            </View>
            {waits ? (
              <Note icon="hourglass">这里已有人认养。您可以排队，有空位时按先后递补，随时可以撤回。</Note>
            ) : null}
            <Who apply={apply} />
            <Plaque apply={apply} />
            <Contact apply={apply} />
            <Agree apply={apply} onRead={() => setReading(true)} />
            {apply.refusal ? <Refusal error={apply.refusal} /> : null}
          </>
        ) : null}
      </View>
      {reading ? <Agreement apply={apply} onClose={() => setReading(false)} /> : null}
    </Page>
  );
}

function Who({ apply }: { apply: Apply }) {
  const { form, edit, modes, mode } = apply;
  return (
    <View className="card gap-3">
      <View className="lab">谁来认养</View>
      <View className="apply-opt">
        {(Object.entries(SUBJECTS) as [Subject, string][]).map(([id, text]) => (
          <Chip key={id} text={text} role="radio" on={form.subject === id} onTap={() => edit({ subject: id })} />
        ))}
      </View>
      {form.subject === 'family' ? <View className="cap">通过后可以邀请家人，一起打卡。</View> : null}
      <View className="lab">出力还是出资</View>
      <View className="apply-opt apply-opt--two">
        {modes.map((id) => (
          <Chip
            key={id}
            text={MODE_WORDS[id]}
            {...(id === 'labour' ? { icon: 'hands' } : {})}
            role="radio"
            on={mode === id}
            onTap={() => edit({ mode: id })}
          />
        ))}
      </View>
      <View className="lab">
        <Text>多久</Text>
        <Text className="lab-note">到期前您优先续</Text>
      </View>
      <View className="apply-opt">
        {YEARS.map((years) => (
          <Chip key={years} text={`${years} 年`} role="radio" on={form.years === years} onTap={() => edit({ years })} />
        ))}
      </View>
    </View>
  );
}

function Plaque({ apply }: { apply: Apply }) {
  const { form, edit, fields } = apply;
  return (
    <View className="card gap-3">
      <Field
        id="plaque"
        label="牌子上写谁"
        note={`最多 ${PLAQUE_MAX} 个字`}
        value={form.plaque}
        max={PLAQUE_MAX}
        hint="李家三口"
        error={fields.plaque}
        onChange={(plaque) => edit({ plaque })}
      />
      <View className="apply-line">
        <SwitchRow
          title="公开牌名"
          note="显示在绿地页和认养墙上，随时可以改"
          on={form.onWall}
          onChange={(onWall) => edit({ onWall })}
        />
      </View>
    </View>
  );
}

function Contact({ apply }: { apply: Apply }) {
  const { form, edit, fields } = apply;
  return (
    <View className="card gap-3">
      {form.subject === 'organisation' ? (
        <>
          <Field
            label="单位名称"
            value={form.organisation}
            max={50}
            hint="营业执照上的全称"
            error={fields['organisation.name']}
            onChange={(organisation) => edit({ organisation })}
          />
          <View className="gap-3" />
          <Field
            label="统一社会信用代码"
            value={form.creditCode}
            max={24}
            hint="18 位"
            error={fields['organisation.creditCode']}
            onChange={(creditCode) => edit({ creditCode })}
          />
          <View className="gap-3" />
        </>
      ) : null}
      <Field
        id="name"
        label="联系人"
        value={form.name}
        max={20}
        hint="您的姓名"
        error={fields['contact.name']}
        onChange={(name) => edit({ name })}
      />
      <View className="gap-3" />
      <Field
        id="phone"
        label="手机号"
        type="number"
        value={form.phone}
        max={11}
        hint="11 位手机号"
        error={fields['contact.phone']}
        help="姓名和电话加密保存，只给管理单位核实用，不公开。"
        onChange={(phone) => edit({ phone })}
      />
      <View className="gap-3" />
      <Field
        label="想说的话"
        note="可以不写"
        lines
        value={form.note}
        max={200}
        hint="为什么想认养这里"
        onChange={(note) => edit({ note })}
      />
    </View>
  );
}

function Agree({ apply, onRead }: { apply: Apply; onRead: () => void }) {
  const { form, edit, agreement } = apply;
  const version = agreement.data?.version;
  const notice = agreement.data ? ` ${agreement.data.noticeDays} 天` : '';
  const on = version !== undefined && form.agreed === version;
  return (
    <View className="card gap-3">
      <Tap
        id="agree"
        className="apply-agree"
        role="checkbox"
        checked={on}
        label="我看过并同意认养协议"
        onTap={() => (on ? setAgreed(edit, undefined) : version === undefined ? undefined : setAgreed(edit, version))}
      >
        <View className={`apply-tick ${on ? 'apply-tick--on' : ''}`}>{on ? <Icon name="check" /> : null}</View>
        <Text className="grow cap-2">
          {`我看过并同意认养协议：地还是公家的，不搭建、不改种菜；不想养了，提前${notice}说一声。`}
        </Text>
      </Tap>
      <Button kind="quiet" icon="doc" text="看协议全文" onTap={onRead} />
    </View>
  );
}
const setAgreed = (edit: Apply['edit'], version: number | undefined) =>
  edit(version === undefined ? { agreed: -1 } : { agreed: version });

function Agreement({ apply, onClose }: { apply: Apply; onClose: () => void }) {
  const { agreement, edit } = apply;
  const text = agreement.data;
  const accept = () => {
    if (text) edit({ agreed: text.version });
    onClose();
  };
  return (
    <Sheet
      title={text?.title ?? '认养协议'}
      onClose={onClose}
      foot={text ? <Button block text="看过了，同意" onTap={accept} /> : undefined}
    >
      {agreement.status === 'error' ? (
        <ErrorFace error={agreement.error} onRetry={() => void agreement.reload()} />
      ) : null}
      {text ? (
        <View className="apply-text">
          <View className="cap">第 {text.version} 版</View>
          {text.text.split('\n').map((line) => (
            <View key={line} className="apply-par">
              {line}
            </View>
          ))}
        </View>
      ) : null}
    </Sheet>
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
