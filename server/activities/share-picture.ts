// The picture to share: what, when, where, places left, and a QR code that opens the activity. Nobody's name is on it.
import { KINDS } from '../../shared/activities/kinds';
import { STATE_WORDS } from '../../shared/activities/states';
import { clockText, dateText, weekdayText } from '../../shared/words';
import { renderPng, svgText } from '../core/print/picture';
import { svgQr } from '../core/print/qr';
import type { ActivityRecord, ShiftRecord } from './record';

const WIDTH = 375;
const HEIGHT = 500;
const JADE = '#0B7F62';
const SECOND = '#4B5563';

/** Stitches, as on every page. */
const band = (y: number) => {
  let d = '';
  for (let x = 0; x < WIDTH; x += 12) d += `M${x} ${y + 4}l6 -8l6 8`;
  return `<path d="${d}" fill="none" stroke="#fff" stroke-opacity=".45" stroke-width="1.4"/>`;
};

export const sharePicture = (
  activity: ActivityRecord,
  shifts: readonly Pick<ShiftRecord, 'free'>[],
  url: string,
): Promise<Buffer> => {
  const free = shifts.reduce((sum, shift) => sum + Math.max(0, shift.free), 0);
  const { startsAt, endsAt } = activity;
  const open = activity.state === 'published';
  const elements = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#F5F7F6"/>`,
    `<rect width="${WIDTH}" height="176" fill="${JADE}"/>`,
    band(166),
    svgText(KINDS[activity.kind].name, { x: 24, y: 46, size: 15, fill: '#CFEDE3' }),
    svgText(activity.title, {
      x: 24,
      y: 86,
      size: 27,
      weight: 'bold',
      fill: '#fff',
      width: 326,
      lines: 2,
      lineHeight: 1.35,
    }),
    `<rect x="16" y="196" width="343" height="184" rx="8" fill="#fff"/>`,
    svgText('时间', { x: 32, y: 230, size: 14, fill: SECOND }),
    svgText(`${dateText(startsAt)} ${weekdayText(startsAt)}`, { x: 80, y: 230, size: 16, weight: 'bold' }),
    svgText(`${clockText(startsAt)}–${clockText(endsAt)}`, { x: 80, y: 254, size: 16 }),
    svgText('地点', { x: 32, y: 288, size: 14, fill: SECOND }),
    svgText(activity.place, { x: 80, y: 288, size: 16, width: 264, lines: 2 }),
    svgText('名额', { x: 32, y: 346, size: 14, fill: SECOND }),
    svgText(open ? (free > 0 ? `还剩 ${free} 位` : '已满，可候补') : STATE_WORDS[activity.state].name, {
      x: 80,
      y: 346,
      size: 16,
      weight: 'bold',
      fill: '#086650',
    }),
    svgQr(url, 24, 394, 92),
    svgText(open ? '扫码报名' : '扫码查看', { x: 132, y: 432, size: 18, weight: 'bold' }),
    svgText(`${activity.organiserName} · 彝城共治`, { x: 132, y: 458, size: 13, fill: SECOND, width: 220, lines: 1 }),
  ];
  return renderPng(WIDTH, HEIGHT, elements.join(''));
};
