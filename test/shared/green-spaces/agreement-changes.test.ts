import fc from 'fast-check';
import { compareLines, linesOf } from '../../../shared/green-spaces/agreement-changes';

const line = fc.constantFrom('一', '二', '三', '四', '');
const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));

test('what stays and was removed is the old text, what stays and was added the new one', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = compareLines(before, after);
      const without = (kind: string) => changes.filter((c) => c.kind !== kind).map((c) => c.text);
      expect(without('added')).toEqual(linesOf(before));
      expect(without('removed')).toEqual(linesOf(after));
    }),
  );
});
test('the same text changes nothing', () => {
  fc.assert(fc.property(text, (words) => compareLines(words, words).every(({ kind }) => kind === 'same')));
});
test('one line changed is one removed and one added', () => {
  expect(compareLines('一\n二\n三', '一\n二改\n三')).toEqual([
    { kind: 'same', text: '一' },
    { kind: 'removed', text: '二' },
    { kind: 'added', text: '二改' },
    { kind: 'same', text: '三' },
  ]);
});
