import { View } from '@tarojs/components';
import { useState } from 'react';
import { Segments } from '../../components/segments';
import { Frame } from '../parts/frame';
import { useAgreement } from './agreement';
import { useHolidays } from './holidays';
import { useSettings } from './settings';
import { useTemplates } from './templates';

type Tab = 'settings' | 'holidays' | 'templates' | 'agreement';
const TABS: readonly { id: Tab; text: string }[] = [
  { id: 'settings', text: '规则和数字' },
  { id: 'holidays', text: '节假日' },
  { id: 'templates', text: '回复模板' },
  { id: 'agreement', text: '认养协议' },
];

/** Figures that are local decisions, the calendar of working days, and words that fit most cases. */
export default function RulesPage() {
  const [tab, setTab] = useState<Tab>('settings');
  const parts = {
    settings: useSettings(),
    holidays: useHolidays(),
    templates: useTemplates(),
    agreement: useAgreement(),
  };
  const { view, panel, tools } = parts[tab];
  return (
    <Frame at="rules" panel={panel}>
      <View className="adm-tools">
        <Segments items={TABS} chosen={tab} onChoose={setTab} />
        <View className="grow" />
        {tools}
      </View>
      {view}
    </Frame>
  );
}
