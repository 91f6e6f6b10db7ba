import { surviveKills } from './crash';
import { cleanUp } from './support';

afterAll(cleanUp);

test('survives 5 kills under load', () => surviveKills(5), 300_000);
