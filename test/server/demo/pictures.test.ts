import sharp from 'sharp';
import { drawingOf, drawPicture, PICTURE_SUBJECTS } from '../../../server/demo/pictures';

describe.each([...PICTURE_SUBJECTS])('%s', (subject) => {
  test('is a small JPEG, before and after', async () => {
    for (const when of ['before', 'after'] as const) {
      const picture = await drawPicture(subject, when, 7);
      expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', width: 1280, height: 960 });
      expect(picture.length).toBeGreaterThan(8_000);
      expect(picture.length).toBeLessThan(120_000);
    }
  });

  test('is the same for the same seed, and otherwise another', () => {
    const drawn = drawingOf(subject, 'before', 7);
    expect(drawingOf(subject, 'before', 7)).toBe(drawn);
    expect(drawingOf(subject, 'before', 8)).not.toBe(drawn);
    expect(drawingOf(subject, 'after', 7)).not.toBe(drawn);
  });

  test('holds well-formed numbers whatever the seed', () => {
    for (let seed = 0; seed < 60; seed++)
      for (const when of ['before', 'after'] as const)
        expect(drawingOf(subject, when, seed)).not.toMatch(/NaN|undefined|Infinity/);
  });
});
