import { Text, View } from '@tarojs/components';
import { type AdminPostView, POST_STATES } from '../../../shared/people/admin-contract';
import { ROLE_NAMES, ROLES } from '../../../shared/people/roles';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Segments } from '../../components/segments';
import { dayText } from '../parts/dates';
import { Frame, Panel } from '../parts/frame';
import { Pick } from '../parts/pick';
import { Table } from '../parts/table';
import { InviteForm } from './invite-form';
import { PostPanel } from './post-panel';
import { STATE_WORDS, StateTag } from './state-tag';
import { type People, usePeople } from './use-people';

/** Who holds what: searched, invited, on leave, handed over, ended. */
export default function PeoplePage() {
  const people = usePeople();
  const { post, opened } = people;
  const close = () => people.open(undefined);
  const panel =
    opened?.kind === 'invite' ? (
      <Panel title="邀请人任职" onClose={close}>
        <InviteForm people={people} />
      </Panel>
    ) : post ? (
      <Panel key={post.id} title={`${post.areaName}${post.roleName}`} onClose={close}>
        <PostPanel post={post} people={people} />
      </Panel>
    ) : null;
  return (
    <Frame at="people" panel={panel}>
      <Tools people={people} />
      <List people={people} />
    </Frame>
  );
}

function Tools({ people }: { people: People }) {
  const { place, list } = people;
  const counts = list.page?.counts;
  return (
    <>
      <View className="adm-tools">
        <View className="adm-w">
          <Pick
            hint="县市"
            options={[{ id: 'all', text: '全部县市' }, ...place.options]}
            value={people.all ? 'all' : place.county}
            onPick={(id) => {
              people.setAll(id === 'all');
              if (id !== 'all') place.choose(id);
            }}
          />
        </View>
        <View className="adm-w">
          <Pick
            id="role"
            hint="职务"
            options={[{ id: '', text: '全部职务' }, ...ROLE_NAMES.map((id) => ({ id, text: ROLES[id] }))]}
            value={people.role ?? ''}
            onPick={(id) => people.setRole(ROLE_NAMES.find((role) => role === id))}
          />
        </View>
        <View className="adm-w">
          <Field
            id="find"
            icon="search"
            value={people.words}
            onChange={people.setWords}
            hint="街道、部门或姓名"
            max={40}
          />
        </View>
        <View className="grow" />
        <Button id="invite" text="邀请人任职" onTap={() => people.open({ kind: 'invite' })} />
      </View>
      <View className="adm-segs">
        <Segments
          items={[
            { id: 'all', text: '现在的' },
            ...POST_STATES.map((id) => ({ id, text: STATE_WORDS[id].text, ...(counts && { count: counts[id] ?? 0 }) })),
          ]}
          chosen={people.state ?? 'all'}
          onChoose={(id) => people.setState(POST_STATES.find((state) => state === id))}
        />
      </View>
    </>
  );
}

const COLUMNS = [
  { head: '区域或部门', width: '1.4fr' },
  { head: '职务', width: '170px' },
  { head: '姓名', width: '1fr' },
  { head: '任期', width: '1.2fr' },
  { head: '状态', width: '190px' },
];
const termOf = ({ from, to }: AdminPostView) => (to ? `${dayText(from)} 到 ${dayText(to)}` : `${dayText(from)} 起`);

function List({ people }: { people: People }) {
  const { list } = people;
  if (list.status === 'loading') return <Skeleton kind="rows" count={6} />;
  if (list.status === 'error') return <ErrorFace error={list.error} onRetry={() => void list.reload()} />;
  if (list.items.length === 0)
    return <Empty icon="search" title="没有这样的职务" text="换个条件看看；要新设职务，点“邀请人任职”。" />;
  return (
    <Table
      columns={COLUMNS}
      opened={people.post?.id}
      onOpen={(id) => people.open({ kind: 'post', id })}
      onMore={list.more === 'ready' || list.more === 'error' ? () => void list.loadMore() : undefined}
      rows={list.items.map((post) => ({
        key: post.id,
        spoken: `打开 ${post.areaName}${post.roleName} ${post.holder}`,
        cells: [
          <Text key="place" className="strong clip">
            {post.areaName}
          </Text>,
          post.roleName,
          <Text key="holder">
            {post.holder}
            {post.publicName ? <Text className="cap">　公开全名</Text> : null}
          </Text>,
          <Text key="term" className="cap adm-num">
            {termOf(post)}
          </Text>,
          <StateTag key="state" state={post.state} />,
        ],
      }))}
    />
  );
}
