import Taro from '@tarojs/taro';
import type { Picture } from './camera';

export type { Picture } from './camera';

const LONG_SIDE = 1920;

/** A file input stands in for the camera; on a phone `capture` opens it directly. See camera.ts. */
export async function takePhotos(count: number, from: 'camera' | 'both' = 'both'): Promise<Picture[]> {
  const files = await chooseFiles(count, from);
  return Promise.all(files.slice(0, count).map(shrink));
}

function chooseFiles(count: number, from: 'camera' | 'both'): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/*';
    input.multiple = count > 1 && from !== 'camera';
    if (from === 'camera') input.setAttribute('capture', 'environment');
    input.style.display = 'none';
    // Old browsers forget an input that is not in the document before the person has chosen.
    document.body.appendChild(input);
    const done = (files: File[]) => {
      input.remove();
      resolve(files);
    };
    input.addEventListener('change', () => done([...(input.files ?? [])]));
    input.addEventListener('cancel', () => done([]));
    input.click();
  });
}

async function shrink(file: File): Promise<Picture> {
  const asItIs = { path: URL.createObjectURL(file) };
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return asItIs;
  const scale = LONG_SIDE / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return asItIs;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82));
  if (!smaller) return asItIs;
  URL.revokeObjectURL(asItIs.path);
  return { path: URL.createObjectURL(smaller) };
}

export function previewPhotos(urls: string[], index: number) {
  void Taro.previewImage({ urls, current: urls[index] ?? urls[0] });
}
