// `npm run areas:import -- <file> --kind streets --datum gcj02 [--complete] [--apply [--from 2026-12-01T00:00:00+08:00]]`: says what a
// file would change; with --apply and without errors, changes it, or puts it by for an instant.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import { FIELD_NAMES, IMPORT_KINDS, type ImportReportView } from '../../shared/areas/exchange-contract';
import { Datum } from '../../shared/fields';
import { applyPlan } from '../areas/exchange/apply';
import { planImport } from '../areas/exchange/check';
import { keepImport } from '../areas/exchange/keep';
import { reportOf } from '../areas/exchange/report';
import { announceImport } from '../areas/exchange/schedule';
import { disconnectDatabase } from '../core/database';
import { allCategories } from '../reports';
import { argumentsOf, openDatabase } from './open';

const USAGE =
  '用法：npm run areas:import -- <文件.geojson|.csv> --kind divisions|grids|streets|zones|beats --datum wgs84|cgcs2000|gcj02|bd09 [--complete] [--apply [--from 2026-12-01T00:00:00+08:00]]';

const progress = (step: string, share: number) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${step} ${Math.round(share * 100)}%   `);
};

const print = (report: ImportReportView): void => {
  const { errors, warnings, added, changed, retired, unchanged, rows } = report;
  const findings = (title: string, { count, first }: ImportReportView['errors']) => {
    if (count > 0) console.log(`${title} ${count}：`);
    for (const { at, code, text } of first) console.log(`  ${at === null ? '' : `第 ${at} 行 `}${code ?? ''} ${text}`);
  };
  findings('错误', errors);
  findings('提醒', warnings);
  const names = (
    title: string,
    { count, first }: { count: number; first: { code: string; name: string; fields?: string[] }[] },
  ) => {
    console.log(`${title} ${count}`);
    for (const { code, name, fields } of first.slice(0, 20))
      console.log(`  ${code} ${name} ${fields?.map((name) => FIELD_NAMES[name] ?? name).join('、') ?? ''}`);
  };
  console.log(`共 ${rows} 行，不变 ${unchanged}`);
  names('新增', added);
  names('更改', changed);
  names('停用', retired);
};

const main = async (): Promise<void> => {
  const { options, plain } = argumentsOf(process.argv.slice(2), ['apply', 'complete']);
  const kind = v.safeParse(v.picklist(IMPORT_KINDS), options.get('kind'));
  const datum = v.safeParse(Datum, options.get('datum'));
  const [file] = plain;
  const from = options.get('from');
  if (!file || !kind.success || !datum.success) throw new Error(USAGE);
  const bytes = await readFile(file);
  await openDatabase();
  const source = { kind: kind.output, datum: datum.output, bytes, complete: options.has('complete') };
  const plan = await planImport(source, new Set(allCategories().map(({ id }) => id)), progress);
  if (process.stderr.isTTY) process.stderr.write('\n');
  print(reportOf(plan));
  if (plan.errors.length > 0) throw new Error('有错误，什么都没有改动。');
  if (!options.has('apply')) {
    console.log('以上只是核对，什么都没有改动。确认后加上 --apply。');
    return;
  }
  const now = new Date();
  const validFrom = new Date(from ?? now);
  if (Number.isNaN(validFrom.getTime())) throw new Error('--from 写成 2026-12-01T00:00:00+08:00');
  const fileName = basename(file);
  if (validFrom > now) {
    const job = await keepImport(null, { ...source, fileName });
    await announceImport(job, plan, { actor: null, label: '系统', validFrom, now });
    console.log(`已排定，${from} 生效；到时运行中的服务再核对一遍并换上。`);
    return;
  }
  const by = { actor: null, label: '系统', fileName, now };
  const version = await applyPlan(kind.output, plan, by, progress);
  console.log(`已换上第 ${version} 版；运行中的服务几秒内换上。`);
};

main()
  .then(() => disconnectDatabase())
  .then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
