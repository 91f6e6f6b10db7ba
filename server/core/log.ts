// Logs say what happened to the machine, never who a person is: no bodies, no tokens, no addresses.
import pino from 'pino';
import type { Config } from './config';

export type Log = pino.Logger;

export const createLog = (config: Pick<Config, 'logLevel'>): Log =>
  pino({
    level: config.logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['token', 'phone', 'openid', 'authorization'],
  });
