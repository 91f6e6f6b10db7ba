import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { MOST_IMPORTED } from '../../../shared/areas/exchange-contract';
import { Refusal } from '../../core/refusal';

/** The one `file` of a form, with its name. @throws Refusal areas.file-missing | areas.file-too-large | request.malformed */
export const receiveFile = (request: IncomingMessage): Promise<{ bytes: Buffer; fileName: string }> =>
  new Promise((resolve, reject) => {
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: request.headers,
        defParamCharset: 'utf8',
        limits: { files: 1, fields: 10, fileSize: MOST_IMPORTED, parts: 12 },
      });
    } catch {
      request.resume();
      return reject(new Refusal('areas.file-missing'));
    }
    const fail = (refusal: Refusal) => {
      request.unpipe(parser);
      request.resume();
      reject(refusal);
    };
    let received: Promise<{ bytes: Buffer; fileName: string }> | undefined;
    parser.on('file', (name, stream, { filename }) => {
      if (name !== 'file') {
        stream.resume();
        return;
      }
      received = new Promise((done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('limit', () => fail(new Refusal('areas.file-too-large')));
        stream.on('end', () => done({ bytes: Buffer.concat(chunks), fileName: filename ?? '' }));
      });
    });
    parser.on('close', () => (received ? received.then(resolve, reject) : reject(new Refusal('areas.file-missing'))));
    parser.on('error', () => fail(new Refusal('request.malformed')));
    request.on('aborted', () => reject(new Refusal('request.malformed')));
    request.pipe(parser);
  });
