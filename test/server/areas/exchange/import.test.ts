// Files as administrators have them: broken in every way, partial, complete, in any datum; and nothing half done.

import mongoose from 'mongoose';
import { AreasFacts, Divisions, directory, FormerAreas, Streets } from '../../../../server/areas';
import { applyPlan } from '../../../../server/areas/exchange/apply';
import { planImport } from '../../../../server/areas/exchange/check';
import { exportAreas } from '../../../../server/areas/exchange/export';
import { markApplied } from '../../../../server/areas/exchange/keep';
import { AreaImports } from '../../../../server/areas/exchange/model';
import { touchedRows } from '../../../../server/areas/exchange/plan';
import { reportOf } from '../../../../server/areas/exchange/report';
import { Departments } from '../../../../server/areas/model';
import { Audit } from '../../../../server/core/audit';
import type { ImportKind } from '../../../../shared/areas/exchange-contract';
import type { Datum } from '../../../../shared/geo';
import { startTestApp, type TestApp } from '../../../support/app';
import { DEMO_PLACE, submit } from '../../../support/builders';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const quiet = () => undefined;
const plan = (kind: ImportKind, text: string | Buffer, { datum = 'wgs84' as Datum, complete = false } = {}) =>
  planImport({ kind, datum, bytes: Buffer.from(text), complete }, new Set(['dogs']), quiet);
const words = async (kind: ImportKind, text: string | Buffer, options = {}) => {
  const { errors, warnings } = await plan(kind, text, options);
  return { errors: errors.map((e) => e.text).join(' | '), warnings: warnings.map((w) => w.text).join(' | ') };
};
const by = { actor: null, label: '系统', fileName: '测试.geojson', now: new Date('2026-11-24T02:00:00Z') };
const apply = async (kind: ImportKind, text: string, options = {}) =>
  applyPlan(kind, await plan(kind, text, options), by, quiet);

const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const feature = (properties: object, geometry: object | null) => ({ type: 'Feature', properties, geometry });
const square = (west: number, south: number, size = 0.01) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
});
const line = (...coordinates: [number, number][]) => ({ type: 'LineString', coordinates });
const aStreet = { code: '532301101-t1', name: '测试路', town: '532301101' };
const HERE = line([101.545, 25.04], [101.546, 25.041]);

describe('broken files are named, row by row, and change nothing', () => {
  test.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /文件是空的/],
    ['not JSON', '{"type":"FeatureCollection","features":[', /不是完整的 JSON/],
    ['no collection', '{"type":"Feature"}', /FeatureCollection/],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x00]), /UTF-8/],
    ['CSV without code', 'name,town\n测试路,532301101', /列名，其中要有 code/],
    ['CSV with a crooked row', 'code,name,town,wkt\n"x,测试路', /列数或引号/],
    ['no code', collection(feature({ name: '无' }, HERE)), /没有编码/],
    ['no name', collection(feature({ ...aStreet, name: '' }, HERE)), /没有名称/],
    ['code of strange letters', collection(feature({ ...aStreet, code: '路/1' }, HERE)), /编码应是/],
    ['twice the same code', collection(feature(aStreet, HERE), feature(aStreet, HERE)), /编码重复，第 1 行已有/],
    ['no shape', collection(feature(aStreet, null)), /没有图形/],
    ['unknown shape', collection(feature(aStreet, { type: 'Point', coordinates: [101, 25] })), /不是 Point/],
    [
      'letters for numbers',
      collection(feature(aStreet, { type: 'LineString', coordinates: [['a', 'b']] })),
      /坐标不是数字/,
    ],
    ['latitude first', collection(feature(aStreet, line([25.04, 101.5], [25.05, 101.6]))), /超出范围|不在中国/],
    ['another country', collection(feature(aStreet, line([2.35, 48.85], [2.36, 48.86]))), /不在中国/],
    ['a point for a line', collection(feature(aStreet, line([101.545, 25.04], [101.545, 25.04]))), /长度是零/],
    ['one position', collection(feature(aStreet, line([101.545, 25.04]))), /至少要两个点/],
    ['unknown town', collection(feature({ ...aStreet, town: '532301999' }, HERE)), /没有乡镇（街道）532301999/],
    ['town that is none', collection(feature({ ...aStreet, town: '鹿城镇' }, HERE)), /九位代码/],
    ['far from its town', collection(feature(aStreet, line([102.4, 25.53], [102.41, 25.53]))), /整条街都在/],
    ['a telephone of words', collection(feature({ ...aStreet, dutyPhone: '问门卫' }, HERE)), /电话号码，不是“问门卫”/],
    ['a name like a sentence', collection(feature({ ...aStreet, name: '路'.repeat(61) }, HERE)), /名称最多 60 个字/],
    ['width of a river', collection(feature({ ...aStreet, widthM: 900 }, HERE)), /widthM/],
    ['a code of something else', collection(feature({ ...aStreet, code: 'zone-gaoxin' }, HERE)), /已用于另一种区划/],
    ['wkt with words', 'code,name,town,wkt\nx1,测试路,532301101,"LINESTRING (a b, c d)"', /读不懂的坐标/],
    ['wkt without end', 'code,name,town,wkt\nx1,测试路,532301101,"LINESTRING (101 25, 102 25"', /wkt/],
    ['end of what is not', collection(feature({ code: '532301101-s99', retired: true }, null)), /要停用的编码不存在/],
    [
      'successor that is not',
      collection(feature({ code: '532301101-s02', retired: true, successor: 'x9' }, null)),
      /接替的编码 x9 不存在/,
    ],
  ])('streets: %s', async (_, text, expected) => {
    const before = await exportAreas('streets', { datum: 'wgs84', format: 'geojson' });
    expect((await words('streets', text)).errors).toMatch(expected);
    await expect(apply('streets', String(text))).rejects.toMatchObject({ code: 'areas.import-faulty' });
    expect(await exportAreas('streets', { datum: 'wgs84', format: 'geojson' })).toBe(before);
  });

  const grid = (code: string, geometry: object) => feature({ code, name: `网格${code.slice(-2)}` }, geometry);
  const bow = {
    type: 'Polygon',
    coordinates: [
      [
        [101.54, 25.04],
        [101.55, 25.05],
        [101.55, 25.04],
        [101.54, 25.05],
        [101.54, 25.04],
      ],
    ],
  };
  const pinched = {
    type: 'Polygon',
    coordinates: [
      [
        [101.54, 25.04],
        [101.545, 25.045],
        [101.55, 25.04],
        [101.55, 25.05],
        [101.545, 25.045],
        [101.54, 25.05],
        [101.54, 25.04],
      ],
    ],
  };
  const open = { type: 'Polygon', coordinates: [square(101.54, 25.04).coordinates[0]?.slice(0, 4)] };
  const strayHole = {
    type: 'Polygon',
    coordinates: [square(101.54, 25.04).coordinates[0], square(101.6, 25.04).coordinates[0]],
  };
  const ring = (...corners: [number, number][]) => ({
    type: 'Polygon',
    coordinates: [corners.map(([x, y]) => [101.5 + x / 128, 25 + y / 128])],
  });
  // a corner lies on the middle of another side
  const leaning = ring([0, 0], [4, 0], [4, 4], [2, 0], [0, 4], [0, 0]);
  // there and back again
  const spike = ring([0, 0], [4, 0], [4, 4], [8, 8], [4, 4], [0, 4], [0, 0]);
  // along a side it has already walked
  const doubled = ring([0, 0], [8, 0], [8, 4], [6, 4], [6, 0], [2, 0], [2, 4], [0, 4], [0, 0]);
  const parts = (...squares: { coordinates: unknown[] }[]) => ({
    type: 'MultiPolygon',
    coordinates: squares.map(({ coordinates }) => coordinates),
  });
  test.each<[string, string, RegExp]>([
    ['a corner on a side', collection(grid('53230110100101', leaning)), /面与自己相交/],
    ['a spike', collection(grid('53230110100101', spike)), /面与自己相交/],
    ['a side walked twice', collection(grid('53230110100101', doubled)), /面与自己相交/],
    [
      'a part inside another',
      collection(grid('53230110100101', parts(square(101.54, 25.04), square(101.542, 25.042, 0.002)))),
      /两部分重叠/,
    ],
    [
      'the same part twice',
      collection(grid('53230110100101', parts(square(101.54, 25.04), square(101.54, 25.04)))),
      /两部分重叠/,
    ],
    ['crosses itself', collection(grid('53230110100101', bow)), /面与自己相交/],
    ['touches itself', collection(grid('53230110100101', pinched)), /面与自己相交/],
    ['not closed', collection(grid('53230110100101', open)), /没有闭合/],
    ['hole outside', collection(grid('53230110100101', strayHole)), /洞不在面里面/],
    ['a line', collection(grid('53230110100101', HERE)), /不是线/],
    ['not a grid', collection(grid('532301101001', square(101.54, 25.04))), /不是单元网格/],
    ['unknown parent', collection(grid('53230110199901', square(101.54, 25.04))), /没有上级 532301101999/],
    [
      'wrong parent',
      collection(feature({ code: '53230110100101', name: '格', parent: '532301101002' }, square(101.54, 25.04))),
      /按代码应是 532301101001/,
    ],
    ['eight digits', collection(grid('53230110', square(101.54, 25.04))), /6、9、12、14 或 15 位/],
  ])('grids: %s', async (_, text, expected) => {
    expect((await words('grids', text)).errors).toMatch(expected);
  });

  test.each<[string, string, RegExp]>([
    ['unknown place', 'code,area,categories,role,department\nb1,nowhere,*,chief,', /没有地方 nowhere/],
    ['unknown post', 'code,area,categories,role,department\nb1,532301,*,king,', /没有 king 这种职务/],
    ['unknown department', 'code,area,categories,role,department\nb1,532301,*,,no-such', /没有部门 no-such/],
    ['unknown category', 'code,area,categories,role,department\nb1,532301,dragons,chief,', /没有类别 dragons/],
    ['both or neither', 'code,area,categories,role,department\nb1,532301,*,,\nb2,532301,*,chief,x', /要写且只写一个/],
    ['no category', 'code,area,categories,role,department\nb1,532301,,chief,', /categories/],
  ])('beats: %s', async (_, text, expected) => {
    expect((await words('beats', text)).errors).toMatch(expected);
  });

  test('parts beside each other, an island in a hole, a hole that touches: all of them are shapes', async () => {
    const hole = square(101.54, 25.04).coordinates[0];
    const around = { type: 'Polygon', coordinates: [square(101.53, 25.03, 0.03).coordinates[0], hole] };
    const island = square(101.542, 25.042, 0.004);
    const touching = {
      type: 'Polygon',
      coordinates: [square(101.53, 25.03, 0.03).coordinates[0], square(101.53, 25.04).coordinates[0]],
    };
    for (const shape of [parts(square(101.54, 25.04), square(101.56, 25.04)), parts(around, island), touching])
      expect((await words('grids', collection(grid('53230110100101', shape)))).errors).toBe('');
  });

  test('a zone outside its county, a beat for a closed department', async () => {
    const zone = (shape: object) => collection(feature({ code: 'zone-t', name: '园', county: '532301' }, shape));
    expect((await words('zones', zone(square(102.4, 25.53)))).errors).toMatch(/整个都在楚雄市之外/);
    expect((await words('zones', zone(square(101.54, 25.04)))).errors).toBe('');
    await Departments.collection.insertOne({
      _id: 'gone',
      name: '撤',
      county: '532301',
      closedAt: new Date(),
    } as never);
    expect((await words('beats', 'code,area,categories,role,department\nb1,532301,*,,gone')).errors).toMatch(
      /没有部门 gone，或已经停用/,
    );
    await Departments.deleteOne({ _id: 'gone' });
  });

  test('what a change leaves behind: streets of a town that ends or is drawn elsewhere', async () => {
    const town = (await Divisions.findById('532301101').lean())!;
    const { _id: code, name } = town;
    const moved = collection(feature({ code, name }, square(101.2, 24.9)));
    expect((await words('divisions', moved)).warnings).toMatch(/街道 532301101-\S+ \d+% 在鹿城镇之外/);
    const ended = collection(feature({ code, retired: true }, null));
    expect((await words('divisions', ended)).warnings).toMatch(/停用后 532301101-\S+、.* 等 \d+ 处 就没有所属的区划了/);
  });

  test('overlaps and gaps are warnings with a place; neighbours that share a border are neither', async () => {
    const side = (code: string, west: number, size = 0.002) => grid(code, square(west, 25.04, size));
    const touching = collection(side('53230110100101', 101.54), side('53230110100102', 101.542));
    expect((await words('grids', touching)).warnings).not.toMatch(/重叠/);
    const within = collection(side('53230110100101', 101.54, 0.004), side('53230110100102', 101.541, 0.001));
    expect((await words('grids', within)).warnings).toMatch(/与 53230110100102 重叠|与 53230110100101 重叠/);
    const same = collection(side('53230110100101', 101.54), side('53230110100102', 101.54));
    expect((await words('grids', same)).warnings).toMatch(/重叠/);
    const cross = collection(
      grid('53230110100101', {
        type: 'Polygon',
        coordinates: [
          [
            [101.54, 25.041],
            [101.55, 25.041],
            [101.55, 25.042],
            [101.54, 25.042],
            [101.54, 25.041],
          ],
        ],
      }),
      grid('53230110100102', {
        type: 'Polygon',
        coordinates: [
          [
            [101.544, 25.038],
            [101.545, 25.038],
            [101.545, 25.046],
            [101.544, 25.046],
            [101.544, 25.038],
          ],
        ],
      }),
    );
    expect((await words('grids', cross)).warnings).toMatch(/重叠/);
    const community = (await Divisions.findById('532301101001').lean())!;
    expect(community.shape).not.toBeNull();
    expect((await words('grids', touching)).warnings).toMatch(/没有覆盖到的地方/);
  });
});

test('what was imported comes out again, in every datum and format, and is no change', async () => {
  for (const kind of ['divisions', 'streets', 'zones', 'beats'] as const)
    for (const datum of ['wgs84', 'gcj02', 'bd09'] as const)
      for (const format of ['geojson', 'csv'] as const) {
        const text = await exportAreas(kind, { datum, format });
        const found = await planImport({ kind, datum, bytes: Buffer.from(text), complete: true }, new Set(), quiet);
        expect([kind, datum, format, found.errors.slice(0, 2)]).toEqual([kind, datum, format, []]);
        expect([
          kind,
          datum,
          format,
          found.added.length,
          found.retired.length,
          found.changed.map((c) => c.fields),
        ]).toEqual([kind, datum, format, 0, 0, []]);
        expect(found.unchanged).toBeGreaterThan(0);
      }
});

describe('a new version', () => {
  const before: { file?: string; version?: number } = {};
  test('adds, changes and retires at once; old codes resolve, old reports keep their version', async () => {
    const report = await submit(t, await t.as('resident'));
    before.version = (await AreasFacts.findById('areas').lean())?.version ?? 0;
    before.file = await exportAreas('streets', { datum: 'wgs84', format: 'geojson' });
    const old = (await Streets.findById('532301101-s02').lean())!;
    const made = await apply(
      'streets',
      collection(
        feature(aStreet, HERE),
        feature(
          {
            code: '532301101-s01',
            name: '鹿城南路',
            town: '532301101',
            dutyPhone: '0878-9999999',
            from: '甲',
            to: '乙',
          },
          HERE,
        ),
        feature({ code: '532301101-s02', retired: true, successor: '532301101-t1' }, null),
      ),
    );
    expect(made).toBe(before.version + 1);
    const { streets, facts, retired } = directory.current();
    expect(facts.version).toBe(made);
    expect(streets.get('532301101-t1')).toMatchObject({ name: '测试路', widthM: 30, since: made });
    expect(streets.get('532301101-s01')?.dutyPhone).toBe('0878-9999999');
    expect(streets.has('532301101-s02')).toBe(false);
    expect(retired.get('532301101-s02')).toMatchObject({ name: old.name, successor: '532301101-t1' });
    const card = await t.http.get('/api/v1/streets/532301101-s02').expect(200);
    expect(card.body).toMatchObject({
      name: old.name,
      chief: null,
      retired: { successor: { code: '532301101-t1', name: '测试路' } },
    });
    const kept = (await t.http.get(`/api/v1/reports/${report.number}`).expect(200)).body;
    expect(kept.street).toEqual({ code: '532301101-s01', name: '鹿城南路' });
    expect(await FormerAreas.countDocuments({ until: made })).toBe(2);
    expect(await Audit.countDocuments({ act: 'import-areas' })).toBe(1);
  });

  test('the version before is still to be had, as it was', async () => {
    const earlier = JSON.parse(
      await exportAreas('streets', { datum: 'wgs84', format: 'geojson', version: before.version }),
    );
    expect(earlier).toEqual(JSON.parse(before.file ?? ''));
  });

  test('a complete file retires what it lacks, and can be put back', async () => {
    const found = await plan('streets', before.file ?? '', { complete: true });
    expect(found.retired.map(({ row }) => row._id)).toEqual(['532301101-t1']);
    expect(found.added.map((row) => row._id)).toEqual(['532301101-s02']);
    expect(reportOf(found).changed.first).toEqual([
      { code: '532301101-s01', name: '鹿城南路', fields: expect.arrayContaining(['dutyPhone', 'shape']) },
    ]);
    await applyPlan('streets', found, by, quiet);
    expect(JSON.parse(await exportAreas('streets', { datum: 'wgs84', format: 'geojson' }))).toEqual(
      JSON.parse(before.file ?? ''),
    );
    expect(directory.current().streets.has('532301101-s02')).toBe(true);
  });

  test('of two imports checked against one version only the first is applied, and nothing of the second', async () => {
    const one = await plan('streets', collection(feature({ ...aStreet, name: '一' }, HERE)));
    const two = await plan(
      'streets',
      collection(feature({ ...aStreet, name: '二' }, HERE), feature({ ...aStreet, code: '532301101-t2' }, HERE)),
    );
    const results = await Promise.allSettled([
      applyPlan('streets', one, by, quiet),
      applyPlan('streets', two, by, quiet),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const there = await Streets.find({ _id: { $in: ['532301101-t1', '532301101-t2'] } }).lean();
    expect([1, 2]).toContain(there.length);
    expect(new Set(there.map((row) => (row._id === '532301101-t1' ? row.name : '二')))).toEqual(
      new Set([there.length === 1 ? '一' : '二']),
    );
  });

  test('a write that fails in the middle leaves everything as it was', async () => {
    const file = await exportAreas('streets', { datum: 'wgs84', format: 'geojson' });
    const version = (await AreasFacts.findById('areas').lean())?.version;
    const found = await plan(
      'streets',
      collection(
        feature({ ...aStreet, code: '532301101-t5' }, HERE),
        feature({ ...aStreet, code: '532301101-t6' }, HERE),
      ),
    );
    // the second row is there already when it is written: another process was faster outside any version
    await Streets.collection.insertOne({
      ...(await Streets.findById('532301101-s03').lean())!,
      _id: '532301101-t6',
    } as never);
    await expect(applyPlan('streets', found, by, quiet)).rejects.toThrow();
    await Streets.collection.deleteOne({ _id: '532301101-t6' as never });
    expect((await AreasFacts.findById('areas').lean())?.version).toBe(version);
    expect(await exportAreas('streets', { datum: 'wgs84', format: 'geojson' })).toBe(file);
  });
});

describe('what is told and what is in force are one', () => {
  const news = async () =>
    (await mongoose.connection.collection('snapshotVersions').findOne({ _id: 'areas' as never }))?.version;

  test('what cannot be told is not put in force, and no process hears of it', async () => {
    const found = await plan('streets', collection(feature({ ...aStreet, code: '532301101-t10' }, HERE)));
    const [version, heard] = [(await AreasFacts.findById('areas').lean())?.version, await news()];
    const refused = applyPlan('streets', found, by, quiet, async () => {
      throw new Error('the import was taken over');
    });
    await expect(refused).rejects.toThrow('taken over');
    expect((await AreasFacts.findById('areas').lean())?.version).toBe(version);
    expect(await Streets.exists({ _id: '532301101-t10' })).toBeNull();
    expect(await news()).toBe(heard);
  });

  test('other processes hear of it with the very transaction, not by a second write afterwards', async () => {
    const found = await plan('streets', collection(feature({ ...aStreet, code: '532301101-t10' }, HERE)));
    const heard = await news();
    // as if the process died the moment after: whatever comes after the commit does not happen
    const touch = jest.spyOn(directory, 'touch').mockRejectedValue(new Error('dead'));
    await applyPlan('streets', found, by, quiet);
    touch.mockRestore();
    expect(await news()).toBe(heard + 1);
  });

  test('an import that somebody else has taken over meanwhile changes nothing', async () => {
    const admin = await t.as('admin');
    const text = collection(feature({ ...aStreet, code: '532301101-t11' }, HERE));
    const { body } = await t.http
      .post('/api/v1/area-imports/streets/wgs84/partial')
      .set(admin)
      .attach('file', Buffer.from(text), '街道.geojson');
    await AreaImports.updateOne({ _id: body.id }, { $set: { state: 'applying', beatAt: new Date(0) } });
    const found = await plan('streets', text);
    await expect(applyPlan('streets', found, by, quiet, markApplied(body.id, new Date()))).rejects.toMatchObject({
      code: 'areas.import-busy',
    });
    expect(await Streets.exists({ _id: '532301101-t11' })).toBeNull();
  });

  test('a street that moves to another county concerns both', async () => {
    const found = await plan(
      'streets',
      collection(feature({ code: '532301101-s03', name: '移路', town: '532302101' }, HERE)),
    );
    const counties = touchedRows(found).map((row) => ('county' in row ? row.county : ''));
    expect(new Set(counties)).toEqual(new Set(['532301', '532302']));
  });
});

describe('on the administrator’s page', () => {
  const upload = (auth: { authorization: string }, text: string, path = 'streets/wgs84/partial') =>
    t.http.post(`/api/v1/area-imports/${path}`).set(auth).attach('file', Buffer.from(text), '街道.geojson');
  const settled = async (auth: { authorization: string }, id: string) => {
    for (let i = 0; i < 100; i++) {
      const { body } = await t.http.get(`/api/v1/area-imports/${id}`).set(auth).expect(200);
      if (body.state !== 'checking') return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the check does not end');
  };

  test('uploaded, checked, looked at, applied; twice is once', async () => {
    const admin = await t.as('admin');
    const { body } = await upload(
      admin,
      collection(feature({ ...aStreet, code: '532301101-t7', name: '新街' }, HERE)),
    ).expect(201);
    expect(body).toMatchObject({ fileName: '街道.geojson', report: null, state: 'checking' });
    const checked = await settled(admin, body.id);
    expect(checked).toMatchObject({ state: 'checked', report: { added: { count: 1 }, errors: { count: 0 } } });
    expect(directory.current().streets.has('532301101-t7')).toBe(false);
    const applied = (await t.http.post(`/api/v1/area-imports/${body.id}/apply`).set(admin).expect(200)).body;
    expect(applied.state).toBe('applied');
    expect(directory.current().streets.get('532301101-t7')?.name).toBe('新街');
    const again = (await t.http.post(`/api/v1/area-imports/${body.id}/apply`).set(admin).expect(200)).body;
    expect(again.madeVersion).toBe(applied.madeVersion);
    // routing knows it at once
    const where = await t.http
      .get('/api/v1/routing')
      .query({ lng: 101.5455, lat: 25.0405, datum: 'wgs84', category: 'dogs' });
    expect(where.status).toBe(200);
  });

  test('the process that was to put it in force is gone: it says so, and nothing was changed', async () => {
    const admin = await t.as('admin');
    const { body } = await upload(
      admin,
      collection(feature({ ...aStreet, code: '532301101-t8', name: '断路' }, HERE)),
    ).expect(201);
    await settled(admin, body.id);
    const look = async () => (await t.http.get(`/api/v1/area-imports/${body.id}`).set(admin).expect(200)).body;
    const left = (minutes: number) => ({ state: 'applying', beatAt: new Date(Date.now() - minutes * 60_000) });
    await AreaImports.updateOne({ _id: body.id }, { $set: left(4) });
    expect((await look()).state).toBe('applying');
    await AreaImports.updateOne({ _id: body.id }, { $set: left(6) });
    expect(await look()).toMatchObject({ state: 'failed', problem: expect.stringContaining('重新上传核对') });
    await t.http.post(`/api/v1/area-imports/${body.id}/apply`).set(admin).expect(409);
    expect(directory.current().streets.has('532301101-t8')).toBe(false);
  });

  test('faulty, overtaken, foreign and missing files are refused in words', async () => {
    const admin = await t.as('admin');
    const faulty = (await upload(admin, '{').expect(201)).body;
    expect((await settled(admin, faulty.id)).report.errors.count).toBe(1);
    const refused = await t.http.post(`/api/v1/area-imports/${faulty.id}/apply`).set(admin);
    expect([refused.status, refused.body.code]).toEqual([409, 'areas.import-faulty']);

    const late = (await upload(admin, collection(feature({ ...aStreet, code: '532301101-t8' }, HERE))).expect(201))
      .body;
    await settled(admin, late.id);
    await apply('streets', collection(feature({ ...aStreet, code: '532301101-t9' }, HERE)));
    const overtaken = await t.http.post(`/api/v1/area-imports/${late.id}/apply`).set(admin);
    expect([overtaken.status, overtaken.body.code]).toEqual([409, 'areas.changed-meanwhile']);

    expect((await upload(await t.as('chief'), '{}')).body.code).toBe('post.not-held');
    expect((await t.http.get(`/api/v1/area-imports/${late.id}`).set(await t.as('dispatcher'))).body.code).toBe(
      'post.not-held',
    );
    const none = await t.http.post('/api/v1/area-imports/streets/wgs84/partial').set(admin);
    expect([none.status, none.body.code]).toEqual([422, 'areas.file-missing']);
    expect((await upload(admin, '{}', 'streets/mars/partial')).status).toBe(422);
  });

  test('export by a signed link', async () => {
    const admin = await t.as('admin');
    const { body } = await t.http
      .post('/api/v1/area-exports')
      .set(admin)
      .send({ kind: 'streets', datum: 'gcj02', format: 'csv' })
      .expect(200);
    const { text } = await t.http.get(body.url).expect(200);
    expect(text.split('\r\n')[0]).toBe('code,name,town,county,widthM,dutyPhone,from,to,patrolDays,wkt');
    expect(text).toContain('鹿城南路');
    expect((await t.http.get(body.url.replace('gcj02', 'wgs84'))).status).toBe(404);
    expect(
      (
        await t.http
          .post('/api/v1/area-exports')
          .set(await t.as('resident'))
          .send({ kind: 'streets' })
      ).status,
    ).toBe(403);
  });
});

test('a report sent now is routed by the version in force', async () => {
  const report = await submit(t, await t.as('resident'), { location: DEMO_PLACE });
  expect(report.street.code).toMatch(/^532301101-/);
});
