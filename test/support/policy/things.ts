// One object of every kind in the own and in a foreign county, made on the real application where that is short, written down otherwise.
import { randomBytes, randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import { AreaImports } from '../../../server/areas/exchange/model';
import { writeAudit } from '../../../server/core/audit';
import { ReportLimits } from '../../../server/moderation/model';
import { Posts } from '../../../server/people';
import { Reports, scanReroutes } from '../../../server/reports';
import { HandOvers } from '../../../server/reports/hand-overs';
import { Volunteers } from '../../../server/volunteers';
import { Certificates } from '../../../server/volunteers/model';
import { CERTIFICATE_NUMBER, VOLUNTEER_NUMBER } from '../../../server/volunteers/queries';
import { numberFrom } from '../../../shared/check-number';
import { publish } from '../activities';
import type { TestApp } from '../app';
import { DEMO_PLACE, submit } from '../builders';
import { adopted, PLOT_PLACE, YUANLIN } from '../plots';
import { FOREIGN, OWN } from './scopes';

const PLACES: Record<string, { report: typeof DEMO_PLACE; plot: typeof PLOT_PLACE; unit: string; name: string }> = {
  [OWN]: { report: DEMO_PLACE, plot: PLOT_PLACE, unit: YUANLIN, name: '楚雄市' },
  [FOREIGN]: {
    report: { lng: 102.0757, lat: 25.1433, datum: 'gcj02' as const },
    plot: { lng: 102.0743, lat: 25.1462, datum: 'wgs84' as const },
    unit: '532302-chengguan',
    name: '禄丰市',
  },
};

export interface Thing {
  countyName: string;
  place: typeof PLOT_PLACE;
  unit: string;
  post: string;
  officeName: string;
  handOver: string;
  areaImport: string;
  announced: string;
  audited: string;
  vacantPost: string;
  report: string;
  twin: string;
  misrouted: string;
  limit: string;
  plot: string;
  piece: string;
  volunteer: string;
  volunteerNumber: string;
  group: string;
  certificate: string;
  activity: string;
  shift: string;
}
export type Things = (county: string) => Thing;

const soon = (now: Date) => new Date(now.getTime() + 86_400_000);

const importOf = async (t: TestApp, county: string, by: string, announced: boolean): Promise<string> => {
  const id = `policy-${announced ? 'announced' : 'import'}-${county}`;
  await AreaImports.create({
    _id: id,
    by: new Types.ObjectId(by),
    kind: 'streets',
    datum: 'wgs84',
    complete: false,
    fileName: 'x.csv',
    state: announced ? 'withdrawn' : 'failed',
    counties: [county],
    ...(announced && { announced: true }),
    progress: { step: '', share: 1 },
    parts: 0,
    createdAt: new Date(),
    beatAt: new Date(),
    validFrom: soon(t.deps.now()),
  });
  return id;
};

const thingOf = async (t: TestApp, county: string): Promise<Thing> => {
  const { report: place, plot, unit, name } = PLACES[county] ?? PLACES[OWN] ?? fail();
  const own = county === OWN;
  const now = t.deps.now();
  const dispatcher = own ? 'dispatcher' : `dispatcher-${county}`;
  const personOf = async (who: string) => String((await t.http.get('/api/v1/me').set(await t.as(who))).body.id);
  const resident = await t.as('resident');

  const report = await submit(t, resident, { location: place, allowContact: true });
  const twin = await submit(t, await t.as('neighbour'), { location: place });
  const misrouted = await submit(t, resident, { location: place, category: 'noise-life', description: '夜里很吵' });
  await t.http
    .post(`/api/v1/reports/${report.number}/flags`)
    .set(await t.as('neighbour'))
    .send({ reason: 'personal' })
    .expect(200);
  // as if it had been routed when beats were others
  const party = { kind: 'department', key: `department:${county}-elsewhere`, role: 'handler', name: '原来的单位' };
  await Reports.updateOne({ number: misrouted.number }, { $set: { party, 'history.0.party': party } });

  const post = await Posts.findOne({ county, role: 'dispatcher' }).lean();
  const invited = await t.http
    .post('/api/v1/posts/invitations')
    .set(await t.as('admin'))
    .send({ role: 'inspector', area: county, holder: '某人' });
  const limit = await ReportLimits.create({
    person: new Types.ObjectId(),
    county,
    from: now,
    until: soon(now),
    perDay: 1,
    reports: [],
    deciders: [],
    trigger: new Types.ObjectId(),
    lifted: false,
    version: 1,
    history: [],
    announced: 0,
  });
  const handOver = await HandOvers.create({
    _id: `policy-hand-over-${county}`,
    post: String(post?._id),
    county,
    from: '甲',
    to: '乙',
    at: now,
    person: new Types.ObjectId(),
    label: '管理员',
    total: 0,
    finishedAt: now,
  });
  await writeAudit({
    actor: { personId: String(new Types.ObjectId()), posts: [] },
    at: now,
    label: '某县市管理员',
    act: 'end-post',
    kind: 'post',
    object: `policy-audited-${county}`,
    text: '结束职务',
  });

  const { code, adoption } = await adopted(t, await t.as(`adopter-${county}`), { location: plot, unit });
  const piece = `plaque-${adoption.id}`;
  await t.http
    .post(`/api/v1/adoption-content/${piece}/flags`)
    .set(await t.as('neighbour'))
    .send({ reason: 'advert' })
    .expect(200);

  const volunteer = await Volunteers.create({
    number: numberFrom(VOLUNTEER_NUMBER.prefix, randomBytes(VOLUNTEER_NUMBER.length)),
    person: new Types.ObjectId(),
    child: false,
    registrationId: `policy-${county}`,
    profile: null,
    print: null,
    county,
    skills: [],
    times: [],
    districts: [],
    groups: [],
    state: 'active',
    since: now,
  });
  const group = await t.http
    .post('/api/v1/volunteer-groups')
    .set(await t.as(dispatcher))
    .send({ groupId: randomUUID(), name: `${name}志愿队`, area: county, leaders: [volunteer.number] })
    .expect(201);
  const certificate = await Certificates.create({
    number: numberFrom(CERTIFICATE_NUMBER.prefix, randomBytes(CERTIFICATE_NUMBER.length)),
    certificateId: randomUUID(),
    volunteer: volunteer._id,
    county,
    hours: 1,
    times: 1,
    from: '2026-11-01',
    to: '2026-11-02',
    services: [],
    issuer: '甲',
    responsible: '乙',
    handler: '丙',
    contact: '丁',
    issuedAt: now,
  });
  const activity = await publish(t, { organiser: `dispatcher:${county}`, location: place }, dispatcher);

  return {
    countyName: name,
    place: plot,
    unit,
    post: String(post?._id),
    officeName: own ? '楚雄市城市管理局' : '禄丰市城市管理局',
    handOver: handOver._id,
    areaImport: await importOf(t, county, own ? await personOf('admin') : String(new Types.ObjectId()), false),
    announced: await importOf(t, county, String(new Types.ObjectId()), true),
    audited: `policy-audited-${county}`,
    vacantPost: String(invited.body.post?.id ?? invited.body.id),
    report: report.number,
    twin: twin.number,
    misrouted: misrouted.number,
    limit: String(limit._id),
    plot: code,
    piece,
    volunteer: String(volunteer._id),
    volunteerNumber: String(volunteer.number),
    group: group.body.id,
    certificate: certificate.number,
    activity: activity.id,
    shift: activity.shifts[0].id,
  };
};
const fail = (): never => {
  throw new Error('no such county');
};

/** Makes everything the rows name. */
export const makeThings = async (t: TestApp): Promise<Things> => {
  const made: Record<string, Thing> = {};
  for (const county of [OWN, FOREIGN]) made[county] = await thingOf(t, county);
  while ((await scanReroutes(t.deps.now())) > 0);
  return (county) => made[county] ?? fail();
};
