// As test/server/embedded-mongo/crash.test.ts, 50 rounds (CRASH_ROUNDS).
import { surviveKills } from '../../server/embedded-mongo/crash';
import { cleanUp } from '../../server/embedded-mongo/support';

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 50);

afterAll(cleanUp);

test(`survives ${ROUNDS} kills under load`, () => surviveKills(ROUNDS), 60_000 + ROUNDS * 20_000);
