import { View } from '@tarojs/components';
import { useState } from 'react';
import { Segments } from '../../components/segments';
import { Frame } from '../parts/frame';
import { Checks } from './checks';
import { DryRun } from './dry-run';
import { Failed } from './failed';

type Tab = 'checks' | 'dry-run' | 'failed';
const TABS: readonly { id: Tab; text: string }[] = [
  { id: 'checks', text: '职责检查' },
  { id: 'dry-run', text: '试派' },
  { id: 'failed', text: '没发出的消息' },
];

/** Is somebody there for everything, where would a report go, and does every message arrive? */
export default function HealthPage() {
  const [tab, setTab] = useState<Tab>('checks');
  return (
    <Frame at="health">
      <View className="adm-tools">
        <Segments items={TABS} chosen={tab} onChoose={setTab} />
      </View>
      {tab === 'checks' ? <Checks /> : null}
      {tab === 'dry-run' ? <DryRun /> : null}
      {tab === 'failed' ? <Failed /> : null}
    </Frame>
  );
}
