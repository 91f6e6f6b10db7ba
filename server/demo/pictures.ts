import sharp from 'sharp';

export type PictureSubject =
  | 'lamp'
  | 'manhole'
  | 'litter'
  | 'stall'
  | 'pothole'
  | 'parking'
  | 'cable'
  | 'flowerbed'
  | 'dust'
  | 'ads';

export const drawPicture = (_subject: PictureSubject, when: 'before' | 'after', _seed: number): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: when === 'before' ? '#b7791f' : '#0b7f62' } })
    .jpeg()
    .toBuffer();
