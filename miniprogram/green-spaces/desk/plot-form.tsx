import { Text, View } from '@tarojs/components';
import { useEffect, useMemo, useState } from 'react';
import { listDepartments } from '../../../shared/areas/contract';
import type { Surface } from '../../../shared/geo';
import { readDeskPlot, savePlot, setPlotState } from '../../../shared/green-spaces/desk-contract';
import {
  middleOf,
  PLOT_COLUMNS,
  type PlotColumn,
  plotFromRow,
  plotToRow,
} from '../../../shared/green-spaces/plot-files';
import { MODES, type Mode, PLOT_KINDS, PLOT_STATES, type PlotState } from '../../../shared/green-spaces/states';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { Thumb } from '../../components/photo';
import { PhotoGrid } from '../../components/photo-grid';
import { Sheet } from '../../components/sheet';
import { SwitchRow } from '../../components/switch';
import { toast } from '../../components/toast';
import { usePhotos } from '../../components/use-photos';
import { OutlineField } from './outline-field';
import { useOutline } from './use-outline';
import type { PlotDesk } from './use-plot-desk';

type Row = Record<PlotColumn, string>;
const MAX_PHOTOS = 9;
const EMPTY: Row = {
  ...(Object.fromEntries(Object.keys(PLOT_COLUMNS).map((column) => [column, ''])) as Row),
  kind: 'flower-bed',
  modes: 'labour',
  capacity: '1',
  automatic: 'no',
  tasks: 'water=2/week@雨天不用;weed=2/month;litter=visit',
};
const TEXTS: [PlotColumn, string, string][] = [
  ['name', '名称', ''],
  ['address', '位置说明', '五一路与信义街口东侧'],
  ['lng', '经度（WGS-84）', '101.5446'],
  ['lat', '纬度（WGS-84）', '25.0432'],
  ['area_m2', '面积（平方米）', '花坛、绿地填'],
  ['trees', '棵数', '行道树、古树填'],
  ['plants', '植物', '月季;三角梅'],
  ['tasks', '养护（四个值按春夏秋冬）', PLOT_COLUMNS.tasks],
  ['care_note', '养护提示', '工具在哪里借、什么不用动手'],
  ['capacity', '名额', '1'],
  ['neglect_days', '多少天没有养护就提醒', '空着按全州默认'],
];

/** Where the pin stands, as far as the two fields say so. */
const placeIn = (lng: string, lat: string) => {
  const at = { lng: Number(lng), lat: Number(lat) };
  return lng.trim() && lat.trim() && Math.abs(at.lng) <= 180 && Math.abs(at.lat) <= 90 ? at : null;
};

/** Adds or changes a plot; the fields are the columns of the file, so that both read alike. */
export function PlotForm({ code, desk }: { code: string; desk: PlotDesk }) {
  const fresh = code === '';
  const loaded = useCall(fresh ? undefined : `edit ${code}`, () => call(readDeskPlot, { params: { code } }));
  const departments = useCall('departments', () => call(listDepartments, {}));
  const [row, setRow] = useState<Row>(EMPTY);
  const [problem, setProblem] = useState<string>();
  const [kept, setKept] = useState<readonly string[]>([]);
  const photos = usePhotos([], () => undefined);
  const [busy, setBusy] = useState(false);
  const place = useMemo(() => placeIn(row.lng, row.lat), [row.lng, row.lat]);
  const outline = useOutline(place, ({ lng, lat }) =>
    setRow((old) => ({ ...old, lng: lng.toFixed(6), lat: lat.toFixed(6) })),
  );
  const { load } = outline;
  useEffect(() => {
    if (!loaded.data) return;
    setRow(plotToRow({ code, fields: loaded.data.fields }));
    load(loaded.data.fields.shape as Surface | null, loaded.data.fields.location);
    setKept(loaded.data.plot.photos.map(({ id }) => id));
  }, [loaded.data, code, load]);
  const edit = (column: PlotColumn, value: string) => setRow((old) => ({ ...old, [column]: value }));
  const close = () => desk.setEditing(undefined);

  const doing = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      toast(done);
      desk.changed();
      close();
    } catch (error) {
      const [field] = error instanceof ApiError ? Object.values(error.fields) : [];
      setProblem(field ?? wordsFor(error).detail);
    }
    setBusy(false);
  };
  const save = () => {
    const { shape } = outline;
    // an outline without a pin: the pin stands in its middle
    const middle = shape && !place ? middleOf(shape) : null;
    const placed = middle ? { ...row, lng: String(middle.lng), lat: String(middle.lat) } : row;
    const read = plotFromRow(placed, shape);
    if (typeof read === 'string') return setProblem(read);
    const revision = loaded.data?.revision ?? 0;
    return doing(
      () =>
        call(savePlot, {
          params: { code: read.code },
          body: { revision, fields: read.fields, photos: [...kept, ...photos.ids] },
        }),
      '已保存',
    );
  };
  return (
    <Sheet
      title={fresh ? '新增绿地' : `修改 ${code}`}
      onClose={close}
      foot={<Button id="save-plot" block text="保存" busy={busy} onTap={() => void save()} />}
    >
      {loaded.status === 'error' ? <ErrorFace error={loaded.error} onRetry={() => void loaded.reload()} /> : null}
      {!fresh && loaded.status === 'loading' ? <Skeleton kind="detail" count={1} /> : null}
      {problem ? (
        <Note tone="amber" icon="warning">
          {problem}
        </Note>
      ) : null}
      {fresh ? (
        <Field
          label="编号"
          value={row.code}
          max={40}
          hint="LC-HT-027"
          onChange={(value) => edit('code', value.toUpperCase())}
        />
      ) : null}
      <View className="lab gap-3">类型</View>
      <View className="row row--wrap">
        {Object.entries(PLOT_KINDS).map(([id, text]) => (
          <Chip key={id} text={text} role="radio" on={row.kind === id} onTap={() => edit('kind', id)} />
        ))}
      </View>
      {fresh || outline.start ? (
        <OutlineField outline={outline} place={place} onArea={(area) => edit('area_m2', String(area))} />
      ) : null}
      {TEXTS.map(([column, label, hint]) => (
        <View key={column} className="gap-3">
          <Field label={label} value={row[column]} max={400} hint={hint} onChange={(value) => edit(column, value)} />
        </View>
      ))}
      <View className="lab gap-3">照片</View>
      <View className="row row--wrap">
        {(loaded.data?.plot.photos ?? [])
          .filter(({ id }) => kept.includes(id))
          .map((photo, i) => (
            <View key={photo.id} className="row">
              <Thumb photo={photo} alt={`第 ${i + 1} 张`} />
              <Button kind="quiet" text="移除" onTap={() => setKept(kept.filter((id) => id !== photo.id))} />
            </View>
          ))}
      </View>
      <PhotoGrid
        photos={photos.photos}
        max={MAX_PHOTOS - kept.length}
        addText="加照片"
        onAdd={() => void photos.add(MAX_PHOTOS - kept.length - photos.photos.length)}
        onRetry={(key) => void photos.retry(key)}
        onRemove={photos.remove}
      />
      <View className="lab gap-3">管理单位</View>
      <View className="row row--wrap">
        {(departments.data?.items ?? []).map(({ id, name }) => (
          <Chip key={id} text={name} role="radio" on={row.unit === id} onTap={() => edit('unit', id)} />
        ))}
      </View>
      <View className="lab gap-3">认养方式</View>
      <View className="row row--wrap">
        {(Object.entries(MODES) as [Mode, string][]).map(([id, text]) => {
          const on = row.modes.split(';').includes(id);
          const rest = row.modes.split(';').filter((mode) => mode && mode !== id);
          return (
            <Chip
              key={id}
              text={text}
              role="checkbox"
              on={on}
              onTap={() => edit('modes', (on ? rest : [...rest, id]).join(';'))}
            />
          );
        })}
      </View>
      <SwitchRow
        title="先到先得"
        note="条件符合的申请自动通过；关掉由管理单位审核"
        on={row.automatic === 'yes'}
        onChange={(on) => edit('automatic', on ? 'yes' : 'no')}
      />
      {loaded.data ? (
        <States code={code} state={loaded.data.plot.state} revision={loaded.data.revision} busy={busy} doing={doing} />
      ) : null}
    </Sheet>
  );
}

interface StatesProps {
  code: string;
  state: PlotState;
  revision: number;
  busy: boolean;
  doing: (work: () => Promise<unknown>, done: string) => Promise<void>;
}
function States({ code, state, revision, busy, doing }: StatesProps) {
  const [reason, setReason] = useState('');
  const others = (Object.keys(PLOT_STATES) as PlotState[]).filter((one) => one !== state);
  return (
    <View className="gap-4">
      <Text className="strong">现在：{PLOT_STATES[state]}</Text>
      <View className="gap-2">
        <Field label="改状态的原因" value={reason} max={200} hint="写给认养人看" onChange={setReason} />
      </View>
      <View className="row row--wrap gap-2">
        {others.map((next) => (
          <Button
            key={next}
            small
            kind={next === 'retired' ? 'danger' : 'secondary'}
            text={reason.trim() ? `改为${PLOT_STATES[next]}` : `先写原因（${PLOT_STATES[next]}）`}
            off={!reason.trim()}
            busy={busy}
            onTap={() =>
              void doing(
                () => call(setPlotState, { params: { code }, body: { revision, state: next, reason: reason.trim() } }),
                '已修改',
              )
            }
          />
        ))}
      </View>
    </View>
  );
}
