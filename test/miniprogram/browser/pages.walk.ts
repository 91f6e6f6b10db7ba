// Every page as a resident, in large text, as a chief in sunlight and on a wide screen: no script error, nothing axe finds serious.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStage, reportWhere, type Stage, type Visit, visit } from './browser';

const AXE = readFileSync(join(__dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8');

/** Reports of the demonstration by what may be done with them; filled in once the server is up. */
const NUMBERS: Record<string, string> = {};

const PAGES = [
  '/tabs/home/index',
  '/tabs/nearby/index',
  '/tabs/me/index',
  '/reports/form/index',
  '/reports/mine/index',
  '/reports/mine/index?group=to-rate',
  '/reports/mine/index?group=draft',
  '/reports/detail/index?number=:urge',
  '/reports/detail/index?number=:rate',
  '/reports/detail/index?number=:follow',
  '/reports/sent/index?number=:urge',
  '/desk/handle/index?number=:accept',
  '/desk/handle/index?number=:resolve',
  '/areas/street/index?code=532301101-s01',
  '/areas/street/index?code=532301101-s01&k=000000&scan=1',
  '/areas/responsible/index',
  '/people/messages/index',
  '/people/settings/index',
  '/people/profile/index',
  '/people/claim/index',
  '/people/approve/index',
  '/people/about/index',
  '/people/wide/index',
  '/people/limit/index',
  '/desk/board/index',
  '/tabs/join/index',
  '/green-spaces/plots/index',
  '/green-spaces/plot/index?code=LC-HT-001',
  '/green-spaces/apply/index?code=LC-LD-015',
  '/green-spaces/mine/index',
  '/green-spaces/adoption/index?id=:adoption',
  '/green-spaces/care/index?id=:adoption',
  '/green-spaces/verify/index?number=:certificate',
  '/green-spaces/wall/index',
  '/green-spaces/desk/index',
  '/activities/list/index',
  '/activities/mine/index',
  '/activities/check-in/index',
  '/activities/write/index',
  '/activities/summaries/index',
  '/activities/organised/index',
  '/activities/desk/index',
  '/volunteers/register/index',
  '/volunteers/hours/index',
  '/volunteers/profile/index',
  '/volunteers/verify/index?number=ZM-00000-00000-0',
  '/volunteers/groups/index',
  '/moderation/queue/index',
  '/areas/wide/index',
];

const VISITORS: [string, Record<string, unknown>, boolean][] = [
  ['a resident', {}, false],
  ['large text', { appearance: { elder: true, sun: false } }, false],
  ['a chief in sunlight', { 'demo-person': 'demo:chief', appearance: { elder: false, sun: true } }, false],
  ['a dispatcher at a table', { 'demo-person': 'demo:dispatcher', 'board-view': { scope: 'all' } }, true],
  ['the administrator at a table', { 'demo-person': 'demo:admin' }, true],
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
  const resident = await stage.as('resident');
  const neighbour = await stage.as('neighbour');
  const chief = await stage.as('chief');
  const { items } = (await neighbour('GET', '/me/reports')) as unknown as {
    items: { number: string; visibility: string }[];
  };
  const adoptions = (await resident('GET', '/me/adoptions')) as unknown as {
    items: { id: string; startAt: string | null }[];
  };
  const adoption = adoptions.items.find(({ startAt }) => startAt !== null)?.id ?? '';
  const { certificate } = (await resident('GET', `/adoptions/${adoption}`)) as unknown as {
    certificate: { number: string };
  };
  Object.assign(NUMBERS, {
    adoption,
    certificate: certificate.number,
    urge: await reportWhere(resident, '/me/reports', 'urge'),
    rate: await reportWhere(resident, '/me/reports', 'rate'),
    follow: items.find((one) => one.visibility === 'public')?.number ?? '',
    accept: await reportWhere(chief, '/desk/reports', 'accept'),
    resolve: await reportWhere(chief, '/desk/reports', 'resolve'),
  });
});
afterAll(() => stage.close());

const serious = (visitor: Visit): Promise<Finding[]> =>
  visitor.page.evaluate(async () => {
    const { violations } = await axe.run(document);
    return violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map(({ id, impact, nodes }) => ({ id, impact, html: nodes.map((node) => node.html.slice(0, 200)) }));
  });

describe.each(VISITORS)('%s', (_name, store, wide) => {
  let visitor: Visit;
  beforeAll(async () => {
    visitor = await visit(stage, store, wide);
  });
  afterAll(() => visitor.page.context().close());

  test.each(PAGES)('%s', async (path) => {
    const { page, errors, open } = visitor;
    await open(path.replace(/:(\w+)/, (_, kind: string) => NUMBERS[kind] ?? ''));
    await page.evaluate(AXE);
    expect(await serious(visitor)).toEqual([]);
    expect(errors).toEqual([]);
  });
});

test('the sheet of a move and the open case beside the table hold no serious finding', async () => {
  const resident = await visit(stage);
  await resident.open(`/reports/detail/index?number=${NUMBERS.urge}`);
  await resident.page.getByText('催一催').last().click();
  await resident.page.locator('#move-send').waitFor();
  await resident.page.evaluate(AXE);
  expect(await serious(resident)).toEqual([]);

  const dispatcher = await visit(stage, { 'demo-person': 'demo:dispatcher', 'board-view': { scope: 'all' } }, true);
  await dispatcher.open('/desk/board/index');
  await dispatcher.page.locator('.board-open').first().click();
  await dispatcher.page.locator('.board-case .tl-i').first().waitFor();
  await dispatcher.page.evaluate(AXE);
  expect(await serious(dispatcher)).toEqual([]);
  await dispatcher.open('/moderation/queue/index');
  await dispatcher.page.locator('.mod-row').first().click();
  await dispatcher.page.locator('.mod-piece').first().waitFor();
  await dispatcher.page.evaluate(AXE);
  expect(await serious(dispatcher)).toEqual([]);
  await dispatcher.page.getByText('模糊局部').first().click();
  await dispatcher.page.locator('#blur-box').waitFor();
  await dispatcher.page.evaluate(AXE);
  expect(await serious(dispatcher)).toEqual([]);

  const grouped = await visit(stage, { 'demo-person': 'demo:dispatcher', 'board-view': { similar: true } }, true);
  await grouped.open('/desk/board/index');
  await grouped.page.locator('.board-group .btn').first().click();
  await grouped.page.locator('#merge-send').waitFor();
  await grouped.page.evaluate(AXE);
  expect(await serious(grouped)).toEqual([]);
  expect([...resident.errors, ...dispatcher.errors, ...grouped.errors]).toEqual([]);
});
