import { Text, View } from '@tarojs/components';
import type { CatalogueDraftView } from '../../../shared/reports/catalogue-contract';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Segments } from '../../components/segments';
import { Frame, Panel, Tag } from '../parts/frame';
import { Problem } from '../parts/problem';
import { Table } from '../parts/table';
import { CategoryForm } from './category-form';
import { ClocksForm } from './clocks-form';
import { Compare } from './compare';
import { type CataloguePage, NEW, useCatalogue } from './use-catalogue';
import { Versions } from './versions';

/** Categories, conditions and clocks: changed in a draft, compared with what is in force, published as a version. */
export default function CataloguePageView() {
  const page = useCatalogue();
  const { draft, opened } = page;
  const shown = draft.data;
  const category = shown?.categories.find(({ id }) => id === opened);
  const close = () => page.open(undefined);
  const panel =
    shown && opened === NEW ? (
      <Panel title="新增类别（草稿）" onClose={close}>
        <CategoryForm page={page} categories={shown.categories} />
      </Panel>
    ) : shown && category ? (
      <Panel key={`${category.id} ${page.round}`} title={`${category.name}（草稿）`} onClose={close}>
        <CategoryForm page={page} category={category} categories={shown.categories} />
      </Panel>
    ) : null;
  return (
    <Frame at="catalogue" panel={panel}>
      {draft.status === 'loading' ? <Skeleton kind="rows" count={8} /> : null}
      {draft.status === 'error' ? <ErrorFace error={draft.error} onRetry={() => void draft.reload()} /> : null}
      {shown ? <Shown page={page} draft={shown} /> : null}
    </Frame>
  );
}

function Shown({ page, draft }: { page: CataloguePage; draft: CatalogueDraftView }) {
  const { categories, clocks } = draft.comparison;
  const changes = categories.length + (clocks.length > 0 ? 1 : 0);
  return (
    <>
      <View className="adm-tools">
        <Segments
          items={[
            { id: 'categories', text: '类别和情形' },
            { id: 'clocks', text: '共用时限' },
            { id: 'compare', text: '比较和发布', count: changes },
            { id: 'versions', text: '历次版本' },
          ]}
          chosen={page.tab}
          onChoose={page.show}
        />
        <View className="grow" />
        {page.tab === 'categories' ? (
          <>
            <View className="adm-w">
              <Field icon="search" value={page.words} onChange={page.setWords} hint="类别、分组或单位" max={20} />
            </View>
            <Button text="新增类别" onTap={() => page.open(NEW)} />
          </>
        ) : null}
      </View>
      {page.opened ? null : <Problem text={page.save.problem} />}
      {page.tab === 'categories' ? <Categories page={page} draft={draft} /> : null}
      {page.tab === 'clocks' ? <ClocksForm key={page.round} page={page} draft={draft} /> : null}
      {page.tab === 'compare' ? <Compare page={page} draft={draft} /> : null}
      {page.tab === 'versions' ? <Versions page={page} /> : null}
    </>
  );
}

const COLUMNS = [
  { head: '类别', width: '1.1fr' },
  { head: '情形和办结时限', width: '2fr' },
  { head: '牵头单位', width: '1.1fr' },
  { head: '草稿', width: '170px' },
];

function Categories({ page, draft }: { page: CataloguePage; draft: CatalogueDraftView }) {
  const words = page.words.trim();
  const rows = draft.categories.filter(({ name, group, department }) => `${name}${group}${department}`.includes(words));
  if (rows.length === 0) return <Empty icon="search" title="没有这样的类别" text="换个说法找找。" />;
  return (
    <Table
      columns={COLUMNS}
      opened={page.opened}
      onOpen={page.open}
      rows={rows.map((category) => ({
        key: category.id,
        spoken: `打开 ${category.name}`,
        cells: [
          <View key="name" className="adm-cell">
            <Text className="strong">{category.name}</Text>
            <Text className="cap">{category.group}</Text>
          </View>,
          <View key="limits" className="adm-cell">
            {category.conditions.map(({ id, name, limitText }) => (
              <View key={id} className="row row--between">
                <Text className="cap clip grow">{name}</Text>
                <Text className="cap adm-num">{limitText}</Text>
              </View>
            ))}
          </View>,
          category.department,
          <Status key="status" drafted={category.drafted} retired={category.retired} />,
        ],
      }))}
    />
  );
}

function Status({ drafted, retired }: { drafted: boolean; retired: boolean }) {
  if (drafted) return <Tag tone="amber" icon="edit" text={retired ? '拟停用' : '有改动'} />;
  return retired ? <Tag tone="plain" icon="close" text="已停用" /> : <Text className="cap">—</Text>;
}
