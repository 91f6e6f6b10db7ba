import fc from 'fast-check';
import { cardPath, parseCardAddress, parseScene, sceneOf } from '../../../shared/streets/scene';

const code = fc.stringMatching(/^[0-9A-Za-z-]{1,25}$/);
const stamp = fc.stringMatching(/^[0-9a-f]{6}$/);

test('what is written is read again, encoded or not, and fits into a scene', () => {
  fc.assert(
    fc.property(code, stamp, (code, stamp) => {
      const scene = sceneOf({ code, stamp });
      expect(scene).toBeDefined();
      expect(scene!.length).toBeLessThanOrEqual(32);
      expect(scene).toMatch(/^[0-9a-zA-Z!#$&'()*+,/:;=?@\-._~]+$/);
      expect(parseScene(scene!)).toEqual({ code, stamp });
      expect(parseScene(encodeURIComponent(scene!))).toEqual({ code, stamp });
      expect(parseCardAddress(encodeURIComponent(`https://x.cn${cardPath({ code, stamp })}`))).toEqual({ code, stamp });
    }),
  );
});

test('junk is no scene, a long code has none', () => {
  for (const text of ['', '%', '%E0%A4%A', 'a~b', 'a~1234567', '../x~123456', `${'a'.repeat(26)}~123456`])
    expect(parseScene(text)).toBeUndefined();
  expect(sceneOf({ code: 'a'.repeat(26), stamp: '123456' })).toBeUndefined();
  expect(parseCardAddress('https://x.cn/s/a?k=zz')).toBeUndefined();
});
