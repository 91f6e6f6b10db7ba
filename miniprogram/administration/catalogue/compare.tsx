import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import {
  type CatalogueDraftView,
  type ComparedCategoryView,
  publishCatalogue,
  withdrawScheduled,
} from '../../../shared/reports/catalogue-contract';
import { call } from '../../api/client';
import { Button } from '../../components/button';
import { ask } from '../../components/dialog';
import { Empty } from '../../components/faces';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { toast } from '../../components/toast';
import { startOf, timeText } from '../parts/dates';
import { Tag } from '../parts/frame';
import { Lines } from './lines';
import type { CataloguePage } from './use-catalogue';

interface Props {
  page: CataloguePage;
  draft: CatalogueDraftView;
}

/** What the draft changes and for whom; then it is published, at once or from a day. */
export function Compare({ page, draft }: Props) {
  const { comparison, scheduled } = draft;
  const nothing = comparison.categories.length === 0 && comparison.clocks.length === 0;
  return (
    <>
      {scheduled ? <Scheduled page={page} scheduled={scheduled} /> : null}
      {nothing ? (
        <Empty icon="doc" title="草稿和现行的一样" text="在“类别和情形”或“共用时限”里改了，这里就会逐项比较。" />
      ) : (
        <>
          {comparison.clocks.length > 0 ? (
            <View className="card adm-card">
              <View className="row row--between">
                <Text className="head">共用时限</Text>
                <Text className="cap-2">在办 {comparison.openCases} 件，全部保持原来的时限</Text>
              </View>
              <View className="gap-2">
                <Lines lines={comparison.clocks} />
              </View>
            </View>
          ) : null}
          {comparison.categories.map((category) => (
            <Compared key={category.id} category={category} />
          ))}
          <Publish page={page} />
        </>
      )}
    </>
  );
}

const KINDS = {
  changed: { tone: 'amber', icon: 'edit', text: '有改动' },
  new: { tone: 'jade', icon: 'draft', text: '新增' },
  retired: { tone: 'plain', icon: 'close', text: '停用' },
} as const;

function Compared({ category }: { category: ComparedCategoryView }) {
  const where = category.byCounty.map(({ name, openCases }) => `${name} ${openCases} 件`).join('、');
  return (
    <View className="card adm-card" id={`compare-${category.id}`}>
      <View className="row row--between">
        <Text className="head">{category.name}</Text>
        <Tag {...KINDS[category.kind]} />
      </View>
      <View className="gap-2">
        <Lines lines={category.lines} />
      </View>
      {category.promises.length > 0 ? (
        <>
          <View className="lab gap-2">现在上报，应办结时间</View>
          <Lines
            lines={category.promises.map(({ condition, before, after }) => ({
              what: condition,
              before: before && timeText(before),
              after: after && timeText(after),
            }))}
          />
        </>
      ) : null}
      <View className="gap-2">
        <Note icon="info">
          {`在办 ${category.openCases} 件${where ? `（${where}）` : ''}，保持原来的时限。${category.beats} 条责任范围按这个类别派。`}
        </Note>
      </View>
    </View>
  );
}

function Publish({ page }: { page: CataloguePage }) {
  const [note, setNote] = useState('');
  const [from, setFrom] = useState('');
  const starts = startOf(from);
  const missing = !note.trim() ? '先写为什么改' : from && !starts ? '日期写成 2026-12-01' : undefined;
  const publish = async () => {
    const yes = await ask({
      title: starts ? `从 ${timeText(starts)} 起生效？` : '现在就生效？',
      text: '新的上报按新的类别和时限承诺；在办的保持原来的时限。',
      yes: '发布',
    });
    if (!yes) return;
    const body = { note: note.trim(), ...(starts ? { from: starts } : {}) };
    const done = await page.change((version) => call(publishCatalogue, { body: { version, ...body } }));
    if (!done) return;
    toast(starts ? '已排定，到时生效' : '已发布');
    void page.versions.reload();
    page.show('versions');
  };
  const drop = async () => {
    const yes = await ask({ title: '放弃整个草稿？', text: '上面列出的改动都会丢掉。', yes: '放弃', danger: true });
    if (yes) await page.discard();
  };
  return (
    <View className="card adm-card adm-publish">
      <Text className="head">发布</Text>
      <View className="adm-two gap-2">
        <View className="grow">
          <Field id="publish-note" label="为什么改" value={note} onChange={setNote} max={200} hint="留在版本记录里" />
        </View>
        <View className="adm-w">
          <Field id="publish-from" label="从哪天起" value={from} onChange={setFrom} max={10} hint="不填就是现在" />
        </View>
      </View>
      <View className="adm-acts gap-3">
        <Button
          id="publish"
          text={missing ?? (starts ? '排定这一版' : '现在发布')}
          off={Boolean(missing)}
          busy={page.save.busy}
          onTap={() => void publish()}
        />
        <Button kind="danger" text="放弃整个草稿" busy={page.save.busy} onTap={() => void drop()} />
      </View>
    </View>
  );
}

function Scheduled({
  page,
  scheduled,
}: {
  page: CataloguePage;
  scheduled: NonNullable<CatalogueDraftView['scheduled']>;
}) {
  const params = { id: String(scheduled.version) };
  return (
    <View className="card adm-card">
      <Note tone="amber" icon="clock">
        {`第 ${scheduled.version} 版由${scheduled.by}发布，${timeText(scheduled.from)} 生效。`}
      </Note>
      <View className="adm-acts gap-2">
        <Button
          kind="plain"
          text="撤回，回到草稿"
          busy={page.save.busy}
          onTap={() =>
            void page
              .change(() => call(withdrawScheduled, { params }))
              .then((done) => done && void page.versions.reload())
          }
        />
      </View>
    </View>
  );
}
