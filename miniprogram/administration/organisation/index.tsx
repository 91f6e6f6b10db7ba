import { View } from '@tarojs/components';
import { useState } from 'react';
import { Segments } from '../../components/segments';
import { Frame } from '../parts/frame';
import { Pick } from '../parts/pick';
import { useCounty, usePlaces } from '../parts/use-county';
import { useBeats } from './beats';
import { useDepartments } from './departments';
import { useResponsibilities } from './responsibilities';

type Tab = 'departments' | 'beats' | 'responsibilities';
const TABS: readonly { id: Tab; text: string }[] = [
  { id: 'departments', text: '部门' },
  { id: 'beats', text: '责任范围' },
  { id: 'responsibilities', text: '权责清单' },
];

/** How a county is organised: its departments, who answers where for what, and who leads by law. */
export default function OrganisationPage() {
  const place = useCounty();
  const places = usePlaces(place.county);
  const [tab, setTab] = useState<Tab>('departments');
  const parts = {
    departments: useDepartments(place.county, places),
    beats: useBeats(places),
    responsibilities: useResponsibilities(place.county, places),
  };
  const { view, panel, tools } = parts[tab];
  return (
    <Frame at="organisation" panel={panel}>
      <View className="adm-tools">
        <View className="adm-w">
          <Pick hint="县市" options={place.options} value={place.county} onPick={place.choose} />
        </View>
        <Segments items={TABS} chosen={tab} onChoose={setTab} />
        <View className="grow" />
        {tools}
      </View>
      {view}
    </Frame>
  );
}
