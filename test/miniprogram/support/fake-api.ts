// A portal in memory that answers by the contracts, for looking at and walking through the pages of the browser build
// without a database. It keeps what it is told for as long as it runs and checks nothing a real server must check.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { ReportView } from '../../../shared/reports/contract';
import { type Ask, createPortal, problem } from './fake-portal';

export interface FakeApi {
  url: string;
  reports: ReportView[];
  /** answers every request with this status until set back to 0 */
  failWith: number;
  /** what was asked, newest last: `POST /api/v1/reports` */
  log: string[];
  close(): Promise<void>;
}

/** Starts on a free port of the loopback. @param root folder of the browser build */
export async function startFakeApi(root: string, port = 0): Promise<FakeApi> {
  const { reports, routes } = createPortal();
  const api: Pick<FakeApi, 'failWith' | 'log'> = { failWith: 0, log: [] };
  const server = createServer((request, response) => void serve(request, response));
  async function serve(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://fake');
    if (!url.pathname.startsWith('/api/')) return serveFile(root, url.pathname, response);
    api.log.push(`${request.method} ${url.pathname}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const json = request.headers['content-type']?.includes('json');
    const who = (request.headers.authorization ?? '').replace('Bearer ', '');
    const match = routes.find(([method, path]) => method === request.method && path.test(url.pathname));
    const ask: Ask = {
      params: match?.[1].exec(url.pathname)?.slice(1) ?? [],
      query: url.searchParams,
      // WeChat says `application/json` on every request, with or without a body
      body: json && chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : {},
      who,
    };
    const answer = api.failWith
      ? problem(api.failWith, 'server.busy', '服务暂时不可用', '数据库暂时连不上。您填写的内容还在，请稍后再试。')
      : (match?.[2](ask) ?? problem(404, 'request.not-found', '没有这个地址', '请检查网址。'));
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return Object.assign(api, {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`,
    reports,
    close: () => stop(server),
  });
}

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

function serveFile(root: string, path: string, response: ServerResponse) {
  try {
    const file = join(root, path === '/' ? 'index.html' : path);
    const content = readFileSync(file);
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(content);
  } catch {
    response.writeHead(404);
    response.end();
  }
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
