import fc from 'fast-check';
import { cardPositionOf, DEFAULT_CARD } from '../../../shared/streets/position';

test.each<[number, number, number, string]>([
  [0, 30, 0, 'here'],
  [110, 30, 0, 'here'],
  [111, 30, 0, 'moved'],
  [150, 30, 50, 'unsure'],
  [1000, 30, 50, 'moved'],
  [5000, 30, 900, 'unsure'],
])('%s m from a street of %s m, accuracy %s m: %s', (distanceM, widthM, accuracyM, expected) => {
  expect(cardPositionOf({ distanceM, widthM, accuracyM }, DEFAULT_CARD)).toBe(expected);
});

test('a device less sure never accuses a card that a surer one does not', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(100), fc.nat(1000), fc.nat(1000), (distanceM, widthM, a, b) => {
      const [sure, unsure] = a < b ? [a, b] : [b, a];
      const of = (accuracyM: number) => cardPositionOf({ distanceM, widthM, accuracyM }, DEFAULT_CARD);
      if (of(unsure) === 'moved') expect(of(sure)).toBe('moved');
    }),
  );
});
