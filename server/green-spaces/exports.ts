// Files of plots for everybody (open data, no personal data), streamed row by row; and the unit's table of adoptions.
import { Readable } from 'node:stream';
import Papa from 'papaparse';
import { type FilePlot, PLOT_COLUMN_NAMES, plotToFeature, plotToRow } from '../../shared/green-spaces/plot-files';
import type { PlotFields } from '../../shared/green-spaces/plots';
import { ADOPTION_STATES, MODES, SUBJECTS } from '../../shared/green-spaces/states';
import { dateText } from '../../shared/words';
import type { AdoptionRecord } from './adoption-model';
import { type PlotRecord, Plots } from './plot-model';

/** A plot as the fields people edit. */
export const fieldsOf = (plot: PlotRecord): PlotFields => ({
  name: plot.name,
  kind: plot.kind,
  areaM2: plot.areaM2,
  trees: plot.trees,
  plants: plot.plants,
  location: { ...plot.location, datum: 'wgs84' },
  shape: plot.shape as PlotFields['shape'],
  address: plot.address,
  tasks: plot.tasks.map((task) => ({ ...task })),
  careNote: plot.careNote,
  unit: plot.unit,
  modes: plot.modes,
  capacity: plot.capacity,
  automatic: plot.automatic,
  neglectDays: plot.neglectDays,
});
const filePlot = (plot: PlotRecord): FilePlot => ({ code: plot._id, fields: fieldsOf(plot) });

async function* listed(): AsyncGenerator<PlotRecord> {
  for await (const plot of Plots.find({ listed: true }, { history: 0 }).sort({ _id: 1 }).lean<PlotRecord[]>().cursor())
    yield plot as unknown as PlotRecord;
}

/** Cells that begin like a formula are kept from being one when a spreadsheet opens the file. */
const csvLine = (cells: readonly string[]) => `${Papa.unparse([cells], { header: false, escapeFormulae: true })}\r\n`;

async function* csvLines(): AsyncGenerator<string> {
  // the mark tells spreadsheets that this is UTF-8
  yield `\uFEFF${csvLine(PLOT_COLUMN_NAMES)}`;
  for await (const plot of listed()) {
    const row = plotToRow(filePlot(plot));
    yield csvLine(PLOT_COLUMN_NAMES.map((column) => row[column]));
  }
}
async function* featureLines(): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let first = true;
  for await (const plot of listed()) {
    yield `${first ? '' : ','}\n${JSON.stringify(plotToFeature(filePlot(plot)))}`;
    first = false;
  }
  yield '\n]}\n';
}
export const plotsAsCsv = (): Readable => Readable.from(csvLines());
export const plotsAsGeoJson = (): Readable => Readable.from(featureLines());

const HEADINGS = [
  '绿地编号',
  '绿地',
  '主体',
  '方式',
  '牌名',
  '状态',
  '申请日期',
  '开始',
  '到期',
  '结束',
  '养护次数',
  '现场次数',
  '时长（分钟）',
  '最近养护',
  '证书编号',
] as const;
const day = (at: Date | null) => (at ? dateText(at) : '');
/** Names and phones stay out: the table may travel. */
export const adoptionsAsCsv = (adoptions: readonly AdoptionRecord[], withHeading: boolean): string =>
  [
    ...(withHeading ? [`\uFEFF${csvLine(HEADINGS)}`] : []),
    ...adoptions.map((a) =>
      csvLine([
        a.plot,
        a.plotName,
        SUBJECTS[a.subject],
        MODES[a.mode],
        a.plaque,
        ADOPTION_STATES[a.state],
        day(a.appliedAt),
        day(a.startAt),
        day(a.endAt),
        day(a.endedAt),
        String(a.care.visits),
        String(a.care.atPlace),
        String(a.care.minutes),
        day(a.lastCareAt),
        a.certificate?.number ?? '',
      ]),
    ),
  ].join('');
