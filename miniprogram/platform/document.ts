/** A file on the device: `path` can be sent. */
export interface Document {
  path: string;
  name: string;
}

/** Lets the person choose a file; undefined when they do not. Wide pages only, which WeChat has none of. */
export async function chooseDocument(_accept: string): Promise<Document | undefined> {
  return undefined;
}

/** Opens or saves a file of the server in a window of its own. Wide pages only. */
export function openFile(_url: string) {}
