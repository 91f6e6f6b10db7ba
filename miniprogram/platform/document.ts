import Taro from '@tarojs/taro';

/** A file on the device: `path` can be sent. */
export interface Document {
  path: string;
  name: string;
}

/** Lets the person choose a file; undefined when they do not. Wide pages only, which WeChat has none of. */
export async function chooseDocument(_accept: string): Promise<Document | undefined> {
  return undefined;
}

/** What a chosen text file says. Wide pages only. */
export async function readDocument(_chosen: Document): Promise<string> {
  return '';
}

/** Hands a text over as a file. Wide pages only. */
export function saveText(_name: string, _text: string) {}

/** Shows a file of the server. WeChat fetches it first, a browser opens its address. False when it did not come. */
export async function openFile(url: string, kind: 'pdf' | 'picture' | 'download' = 'pdf'): Promise<boolean> {
  try {
    if (kind === 'picture') {
      await Taro.previewImage({ urls: [url] });
      return true;
    }
    const { tempFilePath, statusCode } = await Taro.downloadFile({ url });
    if (statusCode !== 200) return false;
    await Taro.openDocument({ filePath: tempFilePath, showMenu: true, ...(kind === 'pdf' && { fileType: 'pdf' }) });
    return true;
  } catch {
    return false;
  }
}
