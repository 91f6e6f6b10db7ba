// Reads a workbook as a spreadsheet does: the archive by its central directory, then shared strings and the first sheet.
import { inflateRawSync } from 'node:zlib';

const DIRECTORY = 0x02014b50;
const END = 0x06054b50;

const entriesOf = (file: Buffer): Map<string, string> => {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || file.readUInt32LE(end) !== END) throw new Error('not an archive');
  const entries = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let i = file.readUInt16LE(end + 10); i > 0; i--) {
    if (file.readUInt32LE(at) !== DIRECTORY) throw new Error('a damaged directory');
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [name, extra, comment] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)];
    const header = file.readUInt32LE(at + 42);
    const start = header + 30 + file.readUInt16LE(header + 26) + file.readUInt16LE(header + 28);
    const body = file.subarray(start, start + size);
    entries.set(
      file.subarray(at + 46, at + 46 + name).toString('utf8'),
      (method === 0 ? body : inflateRawSync(body)).toString('utf8'),
    );
    at += 46 + name + extra + comment;
  }
  return entries;
};

const plain = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
const wordsIn = (xml: string) =>
  [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, words = '']) => plain(words)).join('');

/** Rows of the first sheet by column, empty cells as ''. */
export const readSheet = (file: Buffer): (string | number)[][] => {
  const entries = entriesOf(file);
  for (const part of ['[Content_Types].xml', 'xl/workbook.xml']) if (!entries.has(part)) throw new Error(`no ${part}`);
  const strings = [...(entries.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>([\s\S]*?)<\/si>/g)].map(
    ([, item = '']) => wordsIn(item),
  );
  const sheet = entries.get('xl/worksheets/sheet1.xml') ?? '';
  return [...sheet.matchAll(/<row[^>]*>([\s\S]*?)<\/row>/g)].map(([, cells = '']) => {
    const row: (string | number)[] = [];
    for (const [, attributes = '', inside = ''] of cells.matchAll(/<c([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
      const letters = /r="([A-Z]+)\d+"/.exec(attributes)?.[1] ?? 'A';
      const column = [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      const value = /<v>([^<]*)<\/v>/.exec(inside)?.[1];
      const type = /t="(\w+)"/.exec(attributes)?.[1];
      while (row.length < column) row.push('');
      row[column] =
        type === 's'
          ? (strings[Number(value)] ?? '')
          : value === undefined || type === 'inlineStr'
            ? wordsIn(inside)
            : Number(value);
    }
    return row;
  });
};
