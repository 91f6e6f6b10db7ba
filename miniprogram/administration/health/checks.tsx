import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { listChecks } from '../../../shared/administration/contract';
import type { Reply } from '../../../shared/endpoint';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Tap } from '../../components/tap';
import { go } from '../../platform/go';
import { Tag } from '../parts/frame';
import { Table } from '../parts/table';

type Check = Reply<typeof listChecks>['items'][number];
const PAGES = { people: go.adminPeopleInstead, organisation: go.adminOrganisationInstead };
const COLUMNS = [
  { head: '哪里', width: '1.6fr' },
  { head: '怎么办', width: '1.2fr' },
  { head: '去办', width: '190px' },
];

/** Everything that has nobody to answer for it, each with what to do. */
export function Checks() {
  const checks = useCall('checks', async () => (await call(listChecks)).items);
  const [opened, setOpened] = useState<string>();
  if (checks.status === 'loading') return <Skeleton kind="rows" count={7} />;
  if (checks.status === 'error') return <ErrorFace error={checks.error} onRetry={() => void checks.reload()} />;
  return (
    <>
      {checks.data.map((check) => (
        <One
          key={check.kind}
          check={check}
          open={check.kind === opened}
          onToggle={() => setOpened(check.kind === opened ? undefined : check.kind)}
        />
      ))}
    </>
  );
}

function One({ check, open, onToggle }: { check: Check; open: boolean; onToggle: () => void }) {
  const { title, effect, count, findings } = check;
  return (
    <View className="card adm-card">
      <View className="row row--between">
        <View className="grow">
          <View className="head">{title}</View>
          <View className="cap-2">{effect}</View>
        </View>
        {count === 0 ? (
          <Tag tone="jade" icon="check-circle" text="没有" />
        ) : (
          <View className="row">
            <Tag tone="torch" icon="warning" text={`${count} 处`} />
            <Tap className="sheet-x" label={`${open ? '收起' : '看看'}：${title}`} onTap={onToggle}>
              <Text className="jade-text">{open ? '收起' : '看看'}</Text>
            </Tap>
          </View>
        )}
      </View>
      {open ? (
        <View className="gap-2">
          <Table
            columns={COLUMNS}
            rows={findings.map((finding) => ({
              key: finding.key,
              cells: [
                finding.text,
                <Text key="remedy" className="cap">
                  {finding.remedy}
                </Text>,
                <Button key="go" kind="plain" small text="去办" onTap={PAGES[finding.page]} />,
              ],
            }))}
          />
          {count > findings.length ? (
            <View className="cap-2">还有 {count - findings.length} 处，办完上面的再看。</View>
          ) : null}
        </View>
      ) : null}
    </View>
  );
}
