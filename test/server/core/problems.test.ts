import Koa from 'koa';
import mongoose from 'mongoose';
import pino from 'pino';
import supertest from 'supertest';
import { problems } from '../../../server/core/problems';

const answerTo = async (error: unknown) => {
  const app = new Koa();
  app.use(problems(pino({ level: 'silent' })));
  app.use(() => {
    throw error;
  });
  return supertest(app.callback()).get('/api/v1/anything');
};

test('a transaction that met others until its time was up may be tried again', async () => {
  const error = new mongoose.mongo.MongoServerError({ message: 'WriteConflict', code: 112 });
  error.addErrorLabel('TransientTransactionError');
  const { status, body } = await answerTo(error);
  expect([status, body.code]).toEqual([503, 'server.busy']);
  expect(body.detail).toMatch(/没有写入.*再试/);
});

test('what nobody thought of says nothing of itself', async () => {
  const { status, body, type } = await answerTo(new Error('secret'));
  expect([status, body.code, type]).toEqual([500, 'server.failed', 'application/problem+json']);
  expect(JSON.stringify(body)).not.toContain('secret');
});
