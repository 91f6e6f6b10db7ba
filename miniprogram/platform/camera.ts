import Taro from '@tarojs/taro';

/** A picture on the device: `path` can be shown by an image and sent as a file. */
export interface Picture {
  path: string;
}

/** The server keeps no longer side than this, so sending more only costs the resident's data. */
const LONG_SIDE = 1920;

/**
 * Takes or picks photos. Cancelling answers with an empty list.
 * @param count at most so many
 * @param from `camera` opens the camera at once; `both` offers the album too
 */
export async function takePhotos(count: number, from: 'camera' | 'both' = 'both'): Promise<Picture[]> {
  try {
    const taken = await Taro.chooseMedia({
      count: Math.min(count, 9),
      mediaType: ['image'],
      sourceType: from === 'camera' ? ['camera'] : ['camera', 'album'],
      sizeType: ['compressed'],
      camera: 'back',
    });
    return await Promise.all(taken.tempFiles.map((file) => shrink(file.tempFilePath)));
  } catch (error) {
    if (error && typeof error === 'object' && /cancel/.test(String('errMsg' in error ? error.errMsg : ''))) return [];
    throw error;
  }
}

/** A photo that cannot be made smaller is sent as it is: the server decides whether it is too large. */
async function shrink(path: string): Promise<Picture> {
  const info = await Taro.getImageInfo({ src: path }).catch(() => undefined);
  if (!info || Math.max(info.width, info.height) <= LONG_SIDE) return { path };
  const wide = info.width >= info.height;
  const smaller = await Taro.compressImage({
    src: path,
    quality: 82,
    ...(wide ? { compressedWidth: LONG_SIDE } : { compressedHeight: LONG_SIDE }),
  }).catch(() => undefined);
  return { path: smaller?.tempFilePath ?? path };
}

/** Shows photos full screen, starting at `index`. */
export function previewPhotos(urls: string[], index: number) {
  void Taro.previewImage({ urls, current: urls[index] ?? urls[0] });
}
