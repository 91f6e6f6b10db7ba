import { rhythmOf } from '../../../shared/patrols/rhythm';

const NOW = new Date('2026-11-24T02:00:00Z');

test.each([
  // last patrol, every so many days → state, days ago, days late
  [null, 7, 'never', null, 0],
  ['2026-11-24T00:30:00Z', 1, 'fine', 0, 0],
  ['2026-11-23T15:59:00Z', 1, 'today', 1, 0],
  // after midnight in Yunnan is the same day
  ['2026-11-23T16:01:00Z', 1, 'fine', 0, 0],
  ['2026-11-18T02:00:00Z', 7, 'fine', 6, 0],
  ['2026-11-17T15:00:00Z', 7, 'today', 7, 0],
  ['2026-11-14T02:00:00Z', 7, 'late', 10, 3],
  // a device's clock that is ahead
  ['2026-11-25T02:00:00Z', 7, 'fine', 0, 0],
])('%s every %s days: %s', (last, every, state, daysAgo, lateDays) => {
  expect(rhythmOf(last ? new Date(last) : null, every, NOW)).toEqual({ state, daysAgo, lateDays });
});
