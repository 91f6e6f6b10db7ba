// Submitting a report (token check, validation, routing, clocks, idempotency, two photos attached, durable)
// against a bare Koa route that makes the same database calls. Bar: ≥ 0.6 of it, at most three round trips.
import { randomBytes } from 'node:crypto';
import { isMainThread } from 'node:worker_threads';
import Koa from 'koa';
import mongoose, { Types } from 'mongoose';
import { Reports } from '../../server/reports';
import { submission, upload } from '../support/builders';
import { inPairs } from './support/load';
import { startBenchServer } from './support/server';

const main = async () => {
  const { t, serve, stop } = await startBenchServer();
  const auth = await t.as('resident');
  const photos = [await upload(t, auth), await upload(t, auth)];
  const body = {
    ...submission({ category: 'street-light', description: '路灯不亮三天了', photos }),
    submissionId: 'SERIAL',
  };
  const example = (
    await t.http
      .post('/api/v1/reports')
      .set(auth)
      .send({ ...body, submissionId: 'example-0001' })
      .expect(201)
  ).body;
  const record = await Reports.findOne({ number: example.number }).lean();

  let trips = 0;
  mongoose.connection.getClient().on('commandStarted', () => trips++);
  await t.http
    .post('/api/v1/reports')
    .set(auth)
    .send({ ...body, submissionId: 'example-0002' })
    .expect(201);
  const roundTrips = trips;

  // the same calls, nothing else: the person, the photos, the report
  const bare = new Koa();
  const people = mongoose.connection.collection('people');
  const media = mongoose.connection.collection<{ _id: string }>('media');
  bare.use(async (ctx) => {
    for await (const _ of ctx.req);
    await people.findOne({ _id: record?.reporter }, { projection: { sessionsFrom: 1 } });
    await media.find({ _id: { $in: photos } }).toArray();
    const id = randomBytes(12).toString('hex');
    await Reports.collection.insertOne({ ...record, _id: new Types.ObjectId(), number: id, submissionId: id } as never);
    ctx.status = 201;
    ctx.body = example;
  });

  const headers = { ...auth, 'content-type': 'application/json' };
  const requests = [{ method: 'POST', path: '/api/v1/reports', headers, body: JSON.stringify(body) }];
  const load = { requests, connections: 32, ms: 4000, placeholder: 'SERIAL' };
  const [ours, theirs] = [await serve(t.app), await serve(bare)];
  const result = await inPairs({ ...load, port: ours }, { ...load, port: theirs });
  console.log(
    `submit: ${result.a.toFixed(0)}/s, bare Koa with the same calls ${result.b.toFixed(0)}/s, ratio ${result.ratio.toFixed(2)} (bar 0.60)`,
  );
  console.log(
    `p50 ${result.p50.map((ms) => ms?.toFixed(1)).join(' / ')} ms; round trips ${roundTrips} (bar 3); failures ${result.failures}`,
  );
  await stop();
};

if (isMainThread) void main().then(() => process.exit(0));
