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

/** A server with a resident who has two photos, and a report ready to be sent: its `submissionId` is yet to be filled in. */
const stage = async (monitored: boolean) => {
  const server = await startBenchServer({ monitored });
  const auth = await server.t.as('resident');
  const photos = [await upload(server.t, auth), await upload(server.t, auth)];
  const body = {
    ...submission({ category: 'street-light', description: '路灯不亮三天了', photos }),
    submissionId: 'SERIAL',
  };
  const send = (submissionId: string) =>
    server.t.http
      .post('/api/v1/reports')
      .set(auth)
      .send({ ...body, submissionId })
      .expect(201);
  return { ...server, auth, photos, body, send };
};

/** What the application asks of the database for one report. */
const asked = async (): Promise<string[]> => {
  const { send, stop } = await stage(true);
  // whoever comes for the first time is looked up, later they are known
  await send('example-0001');
  const trips: string[] = [];
  const client = mongoose.connection.getClient();
  client.on('commandStarted', ({ commandName, command }) => trips.push(`${commandName} ${command[commandName]}`));
  await send('example-0002');
  client.removeAllListeners('commandStarted');
  await stop();
  return trips;
};

const main = async () => {
  const trips = await asked();
  const { t, serve, stop, auth, photos, body, send } = await stage(false);
  const example = (await send('example-0001')).body;
  const record = await Reports.findOne({ number: example.number }).lean();

  // the same calls, nothing else: the photos, the report
  const bare = new Koa();
  const media = mongoose.connection.collection<{ _id: string }>('media');
  bare.use(async (ctx) => {
    for await (const _ of ctx.req);
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
    `p50 ${result.p50.map((ms) => ms?.toFixed(1)).join(' / ')} ms; round trips ${trips.length} (bar 3: ${trips.join(', ')}); failures ${result.failures}`,
  );
  await stop();
};

if (isMainThread) void main().then(() => process.exit(0));
