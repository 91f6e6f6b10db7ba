import { Text, View } from '@tarojs/components';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import type { Desk } from './use-desk';

interface Row {
  activities: number;
  came: number;
  absent: number;
  hours: number;
}
const TABLES = [
  { what: 'activities', text: '活动' },
  { what: 'attendances', text: '报名与考勤' },
  { what: 'volunteers', text: '志愿者' },
] as const;

/** Figures of a period by kind, area and month, and tables to take away. */
export function DeskFigures({ desk }: { desk: Desk }) {
  const { numbers } = desk;
  const data = numbers.data;
  return (
    <View>
      <View className="ad-tools">
        <Field label="从" value={desk.from} max={10} hint="2026-01-01" onChange={desk.setFrom} />
        <Field label="到" value={desk.to} max={10} hint="2026-12-31" onChange={desk.setTo} />
        {TABLES.map(({ what, text }) => (
          <View key={what} className="row">
            <Button
              small
              kind="plain"
              icon="download"
              text={`${text} XLSX`}
              onTap={() => void desk.exportAs(what, 'xlsx')}
            />
            <Button small kind="plain" text="CSV" label={`${text} CSV`} onTap={() => void desk.exportAs(what, 'csv')} />
          </View>
        ))}
      </View>
      {numbers.status === 'loading' ? <Skeleton kind="rows" count={4} /> : null}
      {numbers.status === 'error' ? <ErrorFace error={numbers.error} onRetry={() => void numbers.reload()} /> : null}
      {data ? (
        <>
          <Table title="按种类" rows={data.kinds.map(({ name, ...row }) => ({ name, ...row }))} total={data.total} />
          <Table title="按区域" rows={data.areas} total={data.total} />
          <Table
            title="按月份"
            rows={data.months.map(({ month, ...row }) => ({ name: month, ...row }))}
            total={data.total}
          />
        </>
      ) : null}
    </View>
  );
}

function Table({ title, rows, total }: { title: string; rows: readonly (Row & { name: string })[]; total: Row }) {
  const line = (name: string, row: Row, strong = false) => (
    <View key={name} className={`ad-fig ${strong ? 'strong' : ''}`}>
      <Text className="clip">{name}</Text>
      <Text className="ad-num">{row.activities}</Text>
      <Text className="ad-num">{row.came}</Text>
      <Text className="ad-num">{row.absent}</Text>
      <Text className="ad-num">{row.hours}</Text>
    </View>
  );
  return (
    <View className="gap-3">
      <View className="head">{title}</View>
      <View className="card card--flush gap-2">
        <View className="ad-fig cap">
          <Text>{title.slice(1)}</Text>
          <Text className="ad-num">场次</Text>
          <Text className="ad-num">到场人次</Text>
          <Text className="ad-num">缺席</Text>
          <Text className="ad-num">时长（小时）</Text>
        </View>
        {rows.map((row) => line(row.name, row))}
        {line('合计', total, true)}
      </View>
    </View>
  );
}
