import { View } from '@tarojs/components';
import { useState } from 'react';
import { listMembers } from '../../../shared/volunteers/group-contract';
import { call } from '../../api/client';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { ListRow } from '../../components/list-row';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Sheet } from '../../components/sheet';
import { go } from '../../platform/go';
import { useRouter } from '../../platform/page';
import { Dossier } from '../parts/dossier';

/** The leader's page of a group: who is in it, and each one's record. */
export default function MembersPage() {
  const { id = '' } = useRouter().params;
  const me = useMe();
  const members = useCall(me ? `${me.id} ${id}` : undefined, () => call(listMembers, { params: { id } }));
  const [opened, setOpened] = useState<string>();
  const items = members.data?.items ?? [];
  return (
    <Page
      title="队员名单"
      back="back"
      bar={<Button block icon="calendar" text="替队员报名：选一个活动" onTap={() => go.activities()} />}
    >
      <View className="wrap">
        {members.status === 'loading' ? <Skeleton kind="rows" count={4} /> : null}
        {members.status === 'error' ? <ErrorFace error={members.error} onRetry={() => void members.reload()} /> : null}
        {members.status === 'ready' && items.length === 0 ? (
          <Empty icon="users" title="还没有队员" text="志愿者在“城管志愿队”里点“加入”就进队。" />
        ) : null}
        {items.length > 0 ? (
          <>
            <View className="card card--flush">
              {items.map(({ id: member, name, number, leader }) => (
                <ListRow
                  key={member}
                  icon="user"
                  title={name}
                  note={number}
                  value={leader ? '队长' : ''}
                  onTap={() => setOpened(member)}
                />
              ))}
            </View>
            <View className="gap-3">
              <Note icon="shield">姓名是遮住的。培训、表彰和评价记在每个人的服务档案里，本人能看到。</Note>
            </View>
          </>
        ) : null}
      </View>
      {opened ? (
        <Sheet title="服务档案" onClose={() => setOpened(undefined)}>
          <Dossier key={opened} id={opened} />
        </Sheet>
      ) : null}
    </Page>
  );
}
