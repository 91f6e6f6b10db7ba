import Taro from '@tarojs/taro';

/**
 * Photos of drafts and of reports waiting for the network. Temporary files vanish when the app is closed, so a photo
 * that must survive is moved into the app's own folder; `ref` is what a draft remembers.
 */
export async function keepPhoto(path: string): Promise<string> {
  const kept = await new Promise<string>((resolve) => {
    Taro.getFileSystemManager().saveFile({
      tempFilePath: path,
      success: (done) => resolve('savedFilePath' in done ? String(done.savedFilePath) : path),
      // A full device keeps the temporary file: better a photo for this visit than none.
      fail: () => resolve(path),
    });
  });
  return kept;
}

/** A path that can be shown and sent, or undefined when the photo is gone. */
export function openPhoto(ref: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().access({ path: ref, success: () => resolve(ref), fail: () => resolve(undefined) });
  });
}

export function dropPhoto(ref: string) {
  Taro.getFileSystemManager().removeSavedFile({ filePath: ref });
}
