import { Text, View } from '@tarojs/components';
import { summarise } from '../../../shared/green-spaces/plot-contract';
import { call } from '../../api/client';
import { useHere } from '../../api/here';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { ListRow, SectionHead } from '../../components/list-row';
import { go } from '../../platform/go';
import { useShown } from '../../platform/page';
import './green-section.scss';

/** Middle of 楚雄市, for those who do not say where they are. */
const CENTRE = { lng: 101.5436, lat: 25.0378 };

/** 绿地认养: what is due today first, then what is free nearby. */
export function GreenSection() {
  const me = useMe();
  const here = useHere();
  const place = here.status === 'known' ? here.place : undefined;
  const found = useCall(`${me?.id ?? ''} ${place ? `${place.lng.toFixed(3)},${place.lat.toFixed(3)}` : ''}`, () =>
    call(summarise, {
      query: { lng: (place ?? CENTRE).lng.toFixed(6), lat: (place ?? CENTRE).lat.toFixed(6), datum: 'wgs84' },
    }),
  );
  useShown(() => void found.reload());
  const summary = found.data;
  if (found.status === 'error') return <ErrorFace error={found.error} onRetry={() => void found.reload()} />;
  if (!summary) return <Skeleton kind="rows" count={1} />;
  const { due } = summary;
  const free = summary.free >= 100 ? '100 块以上' : `${summary.free} 块`;
  return (
    <View className="sec">
      <SectionHead title="绿地认养" more="认养墙" onMore={go.adoptionWall} />
      {due ? (
        <View className="card green-due">
          <View className="green-drop">
            <Icon name={due.icon} />
          </View>
          <View className="grow">
            <Text className="strong clip">
              {due.task}：{due.text}
            </Text>
            <Text className="cap-2 clip">{due.plot}</Text>
          </View>
          <Button small text="去打卡" label={`去打卡：${due.plot}`} onTap={() => go.logCare(due.adoption)} />
        </View>
      ) : null}
      <View className="card card--flush gap-2">
        <ListRow
          icon="leaf"
          title="找一块绿地认养"
          note={`${place ? '身边' : '城里'} ${free}等人认养`}
          onTap={go.plots}
        />
        <ListRow
          icon="sprout"
          title="我的认养"
          note={summary.adopted ? `${summary.adopted} 处` : '花坛、行道树、口袋花园'}
          onTap={go.myAdoptions}
        />
      </View>
    </View>
  );
}
