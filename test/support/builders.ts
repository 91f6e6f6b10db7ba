// What tests need again and again: a photo, a report, a move.
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { TestApp } from './app';

/** The seat of 楚雄市, on the demo street whose chief is `demo:chief`. */
export const DEMO_PLACE = { lng: 101.5461, lat: 25.0409, datum: 'gcj02' as const };

export const jpeg = (width = 64, height = 48, colour = '#0b7f62') =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();

type Auth = { authorization: string };

/** Uploads a small picture and returns its id. */
export const upload = async ({ http }: TestApp, auth: Auth): Promise<string> => {
  const reply = await http
    .post('/api/v1/media')
    .set(auth)
    .attach('file', await jpeg(), 'photo.jpg')
    .expect(201);
  return String(reply.body.id);
};

export const submission = (over: Record<string, unknown> = {}) => ({
  submissionId: randomUUID(),
  category: 'dead-animal',
  description: '路边有一只死猫',
  location: DEMO_PLACE,
  ...over,
});

export const submit = async ({ http }: TestApp, auth: Auth, over: Record<string, unknown> = {}) =>
  (await http.post('/api/v1/reports').set(auth).send(submission(over)).expect(201)).body;

/** Sends a move with the version given and returns the whole answer. */
export const move = (
  { http }: TestApp,
  auth: Auth,
  report: { number: string; version: number },
  name: string,
  input: Record<string, unknown> = {},
  moveId: string = randomUUID(),
) =>
  http
    .post(`/api/v1/reports/${report.number}/moves`)
    .set(auth)
    .send({ moveId, version: report.version, move: name, input });
