// The API's documentation: the OpenAPI document and a page to browse it, without anything from elsewhere.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import serveStatic from 'koa-static';
import type { Endpoint } from '../../shared/endpoint';
import { openApi } from './openapi';
import type { Routes } from './routes';

const VERSION = '1';
const UI = '/api/docs/ui';

const page = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>彝城共治 API</title>
<link rel="stylesheet" href="${UI}/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="${UI}/swagger-ui-bundle.js"></script><script src="${UI}/start.js"></script></body>
</html>`;
const start =
  "SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null });";

export const docsRoutes = (router: Routes, endpoints: readonly Endpoint[]): void => {
  let document: string | undefined;
  router.get('/api/v1/openapi.json', (ctx) => {
    document ??= JSON.stringify(openApi(endpoints, VERSION));
    ctx.type = 'application/json';
    ctx.body = document;
  });
  router.get('/api/docs', (ctx) => {
    ctx.type = 'text/html';
    ctx.body = page;
  });
  router.get(`${UI}/start.js`, (ctx) => {
    ctx.type = 'text/javascript';
    ctx.body = start;
  });
  const files = serveStatic(dirname(createRequire(__filename).resolve('swagger-ui-dist/package.json')), {
    index: false,
  });
  router.get(`${UI}/:file`, async (ctx, next) => {
    const path = ctx.path;
    ctx.path = join('/', ctx.params.file ?? '');
    await files(ctx, next);
    ctx.path = path;
  });
};
