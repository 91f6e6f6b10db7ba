import { View } from '@tarojs/components';
import { useState } from 'react';
import { listAssignees } from '../../shared/areas/contract';
import type { ReportView } from '../../shared/reports/contract';
import { call } from '../api/client';
import { useCall } from '../api/use-call';
import { ErrorFace, Skeleton } from './faces';
import { Field } from './field';
import { Icon } from './icon';
import { ListRow } from './list-row';
import { countyOf } from './place-words';

/** A list within a sheet cannot scroll by itself in WeChat; the search box does the narrowing. */
const SHOWN = 6;

interface AssigneeProps {
  report: Pick<ReportView, 'divisions' | 'responsible'>;
  chosen: string | undefined;
  onChoose: (key: string) => void;
  /** departments that are not asked yet: only a department cooperates */
  departments?: readonly string[];
}

/** Whom a case can be handed to: the departments, streets and grids of its county. */
export function AssigneeList({ report, chosen, onChoose, departments }: AssigneeProps) {
  const county = countyOf(report.divisions);
  const list = useCall(county, async () => (await call(listAssignees, { params: { county: county ?? '' } })).items);
  const [words, setWords] = useState('');
  if (list.status === 'loading') return <Skeleton kind="rows" count={2} />;
  if (list.status === 'error') return <ErrorFace error={list.error} onRetry={() => void list.reload()} />;
  const fits = list.data.filter(
    (one) =>
      one.key !== report.responsible?.key &&
      one.label.includes(words.trim()) &&
      (!departments || (one.kind === 'department' && !departments.includes(one.label))),
  );
  return (
    <View className="move-part">
      <Field icon="search" value={words} onChange={setWords} hint="搜单位、街道或姓" max={20} />
      <View className="card card--flush gap-2">
        {fits.slice(0, SHOWN).map((one) => (
          <ListRow
            key={one.key}
            icon={one.kind === 'department' ? 'users' : 'user'}
            title={one.label}
            bare
            tail={one.key === chosen ? <Icon name="check" className="jade-text" /> : null}
            onTap={() => onChoose(one.key)}
          />
        ))}
        {fits.length > SHOWN ? (
          <View className="lrow lrow--plain cap-2">还有 {fits.length - SHOWN} 个，搜一下就能找到。</View>
        ) : null}
        {fits.length === 0 ? <View className="lrow lrow--plain cap-2">没有找到，换个说法试试。</View> : null}
      </View>
    </View>
  );
}
