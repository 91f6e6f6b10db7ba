// Drawn pictures for the demonstration: what a report might show before and after. Drawn rather than photographed, so that no
// real street, plate or face appears on a demonstration server, and nobody takes them for evidence.
import sharp from 'sharp';
import { ACTIVITY_SCENES } from './drawing/activity-scenes';
import { avenue, garden, oldtree } from './drawing/garden-scenes';
import { dust, litter, manhole, pothole } from './drawing/ground-scenes';
import { ads, cable, flowerbed, lamp, parking, type Scene, stall } from './drawing/street-scenes';
import { randomFrom } from './drawing/svg';

const SCENES = {
  lamp,
  manhole,
  litter,
  stall,
  pothole,
  parking,
  cable,
  flowerbed,
  dust,
  ads,
  garden,
  avenue,
  oldtree,
} satisfies Record<string, Scene>;

/** What is wrong: 路灯, 井盖, 垃圾, 占道摊, 坑洼, 违停, 线缆, 花坛, 工地扬尘, 小广告; 口袋花园, 行道树, 古树. */
export type PictureSubject = keyof typeof SCENES;
export const PICTURE_SUBJECTS = Object.keys(SCENES) as readonly PictureSubject[];

const WIDTH = 1280;
const HEIGHT = 960;

/** The drawing itself, as SVG; the same seed gives the same street before and after. */
export function drawingOf(subject: PictureSubject, when: 'before' | 'after', seed: number): string {
  const scene = SCENES[subject](randomFrom(seed), when === 'after');
  return framed(scene);
}

const framed = (scene: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 320 240">${scene}</svg>`;

const jpegOf = (svg: string): Promise<Buffer> =>
  sharp(Buffer.from(svg)).flatten({ background: '#FFFFFF' }).jpeg({ quality: 82, mozjpeg: true }).toBuffer();

/** What an activity shows: one of the six kinds, or the people after the work is done. */
export const drawActivity = (scene: keyof typeof ACTIVITY_SCENES, seed: number): Promise<Buffer> =>
  jpegOf(framed(ACTIVITY_SCENES[scene](randomFrom(seed))));

/** A JPEG of 1280 × 960, below 120 KB. Equal arguments give equal pictures. */
export const drawPicture = (subject: PictureSubject, when: 'before' | 'after', seed: number): Promise<Buffer> =>
  jpegOf(drawingOf(subject, when, seed));
