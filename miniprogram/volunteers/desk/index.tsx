import { Text, View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Empty, ErrorFace } from '../../components/faces';
import { Icon } from '../../components/icon';
import { Page } from '../../components/page';
import { Tap } from '../../components/tap';
import '../../components/wide-desk.scss';
import { WideNav } from '../../components/wide-nav';
import { go } from '../../platform/go';
import { Dossier } from '../parts/dossier';
import { Certificates } from './certificates';
import { GroupForm } from './group-form';
import { GroupPanel } from './group-panel';
import './index.scss';
import { GroupTable, VolunteerTable } from './tables';
import { useVolunteerDesk, VIEWS, type VolunteerDesk } from './use-volunteer-desk';

/** The dispatcher's wide page of volunteers, in the browser only: people, groups, certificates; what is open stands beside the table. */
export default function VolunteerDeskPage() {
  const desk = useVolunteerDesk();
  const { me, session, view, opened } = desk;
  return (
    <Page title="志愿者工作台" back="close" onBack={go.home} wide>
      <WideNav at="volunteers" />
      <View className={`ad-in ${opened === undefined ? '' : 'ad-in--open'}`}>
        <View className="ad-side" role="radiogroup" aria-label="分组">
          {VIEWS.map(({ id, text, icon }) => (
            <Tap
              key={id}
              className={`ad-scope ${view === id ? 'ad-scope--on' : ''}`}
              role="radio"
              checked={view === id}
              onTap={() => desk.choose(id)}
            >
              <Icon name={icon} />
              <Text>{text}</Text>
            </Tap>
          ))}
          {view === 'groups' && desk.may ? (
            <View className="gap-3">
              <Button id="found-group" block icon="plus" text="成立志愿队" onTap={() => desk.open('')} />
            </View>
          ) : null}
        </View>
        <View className="ad-main">
          {!me && session.status === 'error' ? (
            <ErrorFace error={session.error} onRetry={() => void session.reload()} />
          ) : null}
          {me && !desk.may ? (
            <Empty icon="shield" title="这里归派遣员管" text="要有派遣员的职务才能看本县的志愿者。" />
          ) : null}
          {desk.may && view === 'volunteers' ? <VolunteerTable desk={desk} /> : null}
          {desk.may && view === 'groups' ? <GroupTable desk={desk} /> : null}
          {desk.may && view === 'certificates' ? <Certificates /> : null}
        </View>
        {desk.may && opened !== undefined ? <Beside desk={desk} opened={opened} /> : null}
      </View>
    </Page>
  );
}

function Beside({ desk, opened }: { desk: VolunteerDesk; opened: string }) {
  const group = desk.groups.data?.items.find(({ id }) => id === opened);
  const title = desk.view === 'volunteers' ? '服务档案' : opened === '' ? '成立志愿队' : (group?.name ?? '');
  return (
    <View className="ad-case" role="complementary" aria-label={title}>
      <View className="row row--between">
        <Text className="head">{title}</Text>
        <Button kind="quiet" icon="close" text="收起" onTap={() => desk.open(undefined)} />
      </View>
      {desk.view === 'volunteers' ? <Dossier key={opened} id={opened} /> : null}
      {desk.view === 'groups' && opened === '' ? (
        <GroupForm
          onDone={(id) => {
            void desk.groups.reload();
            desk.open(id);
          }}
        />
      ) : null}
      {group ? <GroupPanel key={group.id} group={group} onChanged={() => void desk.groups.reload()} /> : null}
    </View>
  );
}
