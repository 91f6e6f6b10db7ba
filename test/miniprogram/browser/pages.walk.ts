// Every page as a resident, in large text, and as a chief in sunlight: no script error, nothing axe finds serious.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStage, type Stage, type Visit, visit } from './browser';

const AXE = readFileSync(join(__dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8');

const PAGES = [
  '/tabs/home/index',
  '/tabs/nearby/index',
  '/tabs/me/index',
  '/reports/form/index',
  '/reports/mine/index',
  '/reports/mine/index?group=to-rate',
  '/reports/mine/index?group=draft',
  '/reports/detail/index?number=CX-261111-0181',
  '/reports/detail/index?number=CX-261112-0182',
  '/reports/sent/index?number=CX-261111-0181',
  '/desk/handle/index?number=CX-261113-0183',
  '/people/messages/index',
  '/people/profile/index',
  '/people/claim/index',
  '/people/approve/index',
  '/people/about/index',
  '/people/wide/index',
];

const VISITORS: [string, Record<string, unknown>][] = [
  ['a resident', {}],
  ['large text', { appearance: { elder: true, sun: false } }],
  ['a chief in sunlight', { 'demo-person': 'demo:chief', appearance: { elder: false, sun: true } }],
];

interface Finding {
  id: string;
  impact: string;
  html: string[];
}

declare const axe: {
  run(root: Document): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
};

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe.each(VISITORS)('%s', (_name, store) => {
  let visitor: Visit;
  beforeAll(async () => {
    visitor = await visit(stage, store);
  });
  afterAll(() => visitor.page.context().close());

  test.each(PAGES)('%s', async (path) => {
    const { page, errors, open } = visitor;
    await open(path);
    await page.evaluate(AXE);
    const serious = await page.evaluate(async (): Promise<Finding[]> => {
      const { violations } = await axe.run(document);
      return violations
        .filter((one) => one.impact === 'serious' || one.impact === 'critical')
        .map(({ id, impact, nodes }) => ({ id, impact, html: nodes.map((node) => node.html.slice(0, 200)) }));
    });
    expect(serious).toEqual([]);
    expect(errors).toEqual([]);
  });
});
