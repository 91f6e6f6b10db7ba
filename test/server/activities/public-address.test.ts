// Codes on paper and on pictures point to where the portal is reached from outside, not to how a request happened to come.
import sharp from 'sharp';
import { Activities, type ActivityRecord, type ShiftRecord, Shifts } from '../../../server/activities';
import { sharePicture } from '../../../server/activities/share-picture';
import { publish } from '../../support/activities';
import { startTestApp, type TestApp } from '../../support/app';

const OUTSIDE = 'https://gongzhi.example.cn';
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ config: { publicUrl: OUTSIDE } });
});
afterAll(() => t.stop());

test('the picture to share', async () => {
  const { id, shareUrl } = await publish(t);
  const activity = await Activities.findById(id).lean<ActivityRecord>();
  const shifts = await Shifts.find({ activity: id }).lean<ShiftRecord[]>();
  if (!activity) throw new Error('the activity is gone');
  const pixels = (picture: Buffer) => sharp(picture).raw().toBuffer();
  const { body } = await t.http.get(shareUrl).set('host', 'inside:3000').expect(200);
  const page = `/#/activities/detail/index?id=${id}`;
  expect((await pixels(body)).equals(await pixels(await sharePicture(activity, shifts, `${OUTSIDE}${page}`)))).toBe(
    true,
  );
  const inside = await sharePicture(activity, shifts, `http://inside:3000${page}`);
  expect((await pixels(body)).equals(await pixels(inside))).toBe(false);
});

test('once it is cancelled, the picture says so and invites nobody', async () => {
  const { id } = await publish(t);
  const activity = await Activities.findById(id).lean<ActivityRecord>();
  const shifts = await Shifts.find({ activity: id }).lean<ShiftRecord[]>();
  if (!activity) throw new Error('the activity is gone');
  const draw = (state: ActivityRecord['state']) => sharePicture({ ...activity, state }, shifts, OUTSIDE);
  const [open, cancelled, settled] = await Promise.all([draw('published'), draw('cancelled'), draw('settled')]);
  expect(open.equals(cancelled) || cancelled.equals(settled)).toBe(false);
});
