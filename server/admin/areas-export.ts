// `npm run areas:export -- <file> --kind streets [--datum gcj02] [--format csv] [--version 3]`: what import reads, written.
import { writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { IMPORT_KINDS } from '../../shared/areas/exchange-contract';
import { Datum } from '../../shared/fields';
import { exportAreas } from '../areas/exchange/export';
import { disconnectDatabase } from '../core/database';
import { argumentsOf, openDatabase } from './open';

const USAGE =
  '用法：npm run areas:export -- <文件> --kind divisions|grids|streets|zones|beats [--datum wgs84] [--format geojson|csv] [--version 版本号]';

const main = async (): Promise<void> => {
  const { options, plain } = argumentsOf(process.argv.slice(2), []);
  const kind = v.safeParse(v.picklist(IMPORT_KINDS), options.get('kind'));
  const datum = v.safeParse(Datum, options.get('datum') ?? 'wgs84');
  const format = v.safeParse(v.picklist(['geojson', 'csv']), options.get('format') ?? 'geojson');
  const version = options.has('version') ? Number(options.get('version')) : undefined;
  const [file] = plain;
  if (!file || !kind.success || !datum.success || !format.success || Number.isNaN(version)) throw new Error(USAGE);
  await openDatabase();
  await writeFile(file, await exportAreas(kind.output, { datum: datum.output, format: format.output, version }));
  console.log(`已写入 ${file}`);
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
