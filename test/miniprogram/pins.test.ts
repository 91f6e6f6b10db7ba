// The pins of the native map are pictures, those of the browser a drawing: one and the same.
import { join } from 'node:path';
import sharp from 'sharp';
import { pinSvg } from '../../miniprogram/platform/map/pin';
import type { PinTone } from '../../miniprogram/platform/map/types';

const TONES: readonly PinTone[] = ['way', 'hand', 'wait', 'late', 'done', 'place'];
const SIZE = { width: 102, height: 123 };
const pixels = (from: Buffer | string) =>
  sharp(from, typeof from === 'string' ? {} : { density: 72 * 3 })
    .resize(SIZE)
    .ensureAlpha()
    .raw()
    .toBuffer();

test.each(TONES)('%s', async (tone) => {
  const [drawn, kept] = [
    await pixels(Buffer.from(pinSvg(tone))),
    await pixels(join(__dirname, '../../miniprogram/assets', `pin-${tone}.png`)),
  ];
  const differing = drawn.filter((value, i) => Math.abs(value - (kept[i] ?? 0)) > 24).length;
  // another version of the library smooths edges a little otherwise
  expect(differing / drawn.length).toBeLessThan(0.01);
});

test('no two states look alike without their colours', async () => {
  const shapes = await Promise.all(
    TONES.filter((tone) => tone !== 'place').map(async (tone) =>
      (
        await sharp(Buffer.from(pinSvg(tone).replace(/#[0-9A-F]{6}/g, '#000000')))
          .resize(SIZE)
          .raw()
          .toBuffer()
      ).toString('base64'),
    ),
  );
  expect(new Set(shapes).size).toBe(shapes.length);
});
