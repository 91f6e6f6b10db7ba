import { surviveKills } from './crash';
import { cleanUp } from './support';

afterAll(cleanUp);

// Once in some ten runs of the whole suite a run hung instead of failing, and which step it was is not known yet. A hang is
// reported by its step and the run repeated once; something lost or doubled fails the second time as well.
jest.retryTimes(1, { logErrorsBeforeRetry: true });

test('survives 5 kills under load', () => surviveKills(5), 120_000);
