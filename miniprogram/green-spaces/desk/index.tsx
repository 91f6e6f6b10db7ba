import { Text, View } from '@tarojs/components';
import { VIEW_NAMES } from '../../../shared/green-spaces/desk-contract';
import { apiUrl } from '../../api/wire';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Page } from '../../components/page';
import { Tap } from '../../components/tap';
import { WideNav } from '../../components/wide-nav';
import { openFile } from '../../platform/document';
import { go } from '../../platform/go';
import { AdoptionPanel } from './adoption-panel';
import { ImportSheet } from './import-sheet';
import './index.scss';
import { PlotForm } from './plot-form';
import { AdoptionTable, PlotTable } from './tables';
import { type DeskView, type PlotDesk, usePlotDesk } from './use-plot-desk';

/** The managing unit's desk, in the browser only: views on the left, a calm table, the open adoption beside it. */
export default function PlotDeskPage() {
  const desk = usePlotDesk();
  const list = desk.onPlots ? desk.plots : desk.adoptions;
  return (
    <Page title="绿地认养管理" back="close" onBack={go.home} wide className="pdesk">
      <WideNav at="plots" />
      <View className="pdesk-in">
        <Side desk={desk} />
        <View className="pdesk-main">
          <Tools desk={desk} />
          {!desk.me && desk.session.status === 'error' ? (
            <ErrorFace error={desk.session.error} onRetry={() => void desk.session.reload()} />
          ) : null}
          {list.status === 'loading' ? <Skeleton kind="rows" count={6} /> : null}
          {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
          {list.status === 'ready' ? desk.onPlots ? <PlotTable desk={desk} /> : <AdoptionTable desk={desk} /> : null}
        </View>
        {desk.opened ? <AdoptionPanel key={desk.opened} id={desk.opened} desk={desk} /> : null}
      </View>
      {desk.editing === undefined ? null : <PlotForm key={desk.editing} code={desk.editing} desk={desk} />}
      {desk.importing ? <ImportSheet desk={desk} /> : null}
    </Page>
  );
}

function Side({ desk }: { desk: PlotDesk }) {
  const counts = new Map(desk.counts.data?.map(({ view, count }) => [view, count]));
  const items: { id: DeskView; text: string; count?: number | undefined }[] = [
    ...(Object.entries(VIEW_NAMES) as [keyof typeof VIEW_NAMES, string][]).map(([id, text]) => ({
      id,
      text,
      count: counts.get(id),
    })),
    { id: 'plots', text: '绿地' },
  ];
  return (
    <View className="pdesk-side" role="radiogroup" aria-label="分组">
      {items.map(({ id, text, count }) => (
        <Tap
          key={id}
          className={`pdesk-view ${desk.view === id ? 'pdesk-view--on' : ''}`}
          role="radio"
          checked={desk.view === id}
          spoken={count === undefined ? text : `${text} ${count} 份`}
          onTap={() => desk.choose(id)}
        >
          <Text className="grow">{text}</Text>
          {count === undefined ? null : <Text className="pdesk-n">{count}</Text>}
        </Tap>
      ))}
    </View>
  );
}

function Tools({ desk }: { desk: PlotDesk }) {
  return (
    <View className="pdesk-tools">
      {desk.onPlots ? (
        <View className="pdesk-search">
          <Field
            value={desk.search}
            max={30}
            icon="search"
            hint="按编号找，如 LC-HT"
            onChange={(text) => desk.setSearch(text.toUpperCase().replace(/[^A-Z0-9-]/g, ''))}
          />
        </View>
      ) : null}
      <View className="grow" />
      {desk.onPlots ? (
        <>
          <Button id="add-plot" small icon="leaf" text="新增绿地" onTap={() => desk.setEditing('')} />
          <Button small kind="plain" icon="cloud-up" text="导入" onTap={() => desk.setImporting(true)} />
          <Button
            small
            kind="plain"
            icon="download"
            text="导出 CSV"
            onTap={() => void openFile(apiUrl('/api/v1/open/plots.csv'), 'download')}
          />
          <Button
            small
            kind="plain"
            icon="download"
            text="导出 GeoJSON"
            onTap={() => void openFile(apiUrl('/api/v1/open/plots.geojson'), 'download')}
          />
        </>
      ) : (
        <Button small kind="plain" icon="download" text="导出台账" onTap={() => void desk.download()} />
      )}
      <Button small kind="plain" icon="refresh" text="" label="刷新" onTap={desk.changed} />
    </View>
  );
}
