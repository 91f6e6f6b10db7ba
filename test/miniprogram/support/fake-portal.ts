// What the portal in memory knows and answers, by the contracts; fake-api.ts puts it on the wire.
import type { Reply } from '../../../shared/endpoint';
import type { ReportCardView, ReportView } from '../../../shared/reports/contract';
import { canMove, canRate, type MoveName, moveRow, PERSON_MOVES, type Relation } from '../../../shared/reports/moves';
import { STATES, type State } from '../../../shared/reports/states';
import { cardOf, categories, demoReports, peopleOf, photoOf, streets } from './fake-data';

export type Ask = { params: string[]; query: URLSearchParams; body: Record<string, unknown>; who: string };
export type Answer = { status?: number; body: unknown };

export const problem = (status: number, code: string, title: string, detail: string): Answer => ({
  status,
  body: { type: 'about:blank', title, status, code, detail },
});

/** The routes of a fresh portal and the reports behind them. */
export function createPortal() {
  const reports = demoReports();
  const find = (number: string | undefined) => reports.find((report) => report.number === number);
  const missing = problem(404, 'report.not-found', '没有找到这件上报', '编号有误，或者您无权查看。');
  const list = (items: ReportCardView[]) => ({ items, next: null });
  const deskOf = (state: State) => reports.filter((report) => report.status === state);

  const routes: [string, RegExp, (ask: Ask) => Answer][] = [
    ['GET', /^\/api\/v1\/portal$/, () => ({ body: peopleOf().portal })],
    ['POST', /^\/api\/v1\/sessions$/, ({ body }) => ({ body: session(String(body.code)) })],
    ['GET', /^\/api\/v1\/me$/, ({ who }) => ({ body: peopleOf().me(who) })],
    ['PATCH', /^\/api\/v1\/me$/, ({ who, body }) => ({ body: { ...peopleOf().me(who), ...body } })],
    [
      'POST',
      /^\/api\/v1\/posts\/claim$/,
      () => problem(422, 'post.code-refused', '邀请码无效', '邀请码不存在、已被使用或已过期，请向管理员再要一个。'),
    ],
    ['GET', /^\/api\/v1\/categories$/, () => ({ body: { items: categories } })],
    ['GET', /^\/api\/v1\/routing$/, ({ query }) => ({ body: routing(query.get('category') ?? '') })],
    ['GET', /^\/api\/v1\/reports\/([\w-]+)\/reply-templates$/, () => ({ body: { items: [] } })],
    ['POST', /^\/api\/v1\/reports\/([\w-]+)\/contact$/, () => ({ body: { name: '罗晓燕', phone: '13800000000' } })],
    [
      'PUT',
      /^\/api\/v1\/reports\/([\w-]+)\/second$/,
      () => ({ body: { following: false, seconded: true, followers: 0, seconds: 3 } }),
    ],
    ['GET', /^\/api\/v1\/areas\/map$/, () => ({ body: streets })],
    [
      'GET',
      /^\/api\/v1\/nearby\/reports$/,
      () => ({ body: list(reports.map((r, i) => ({ ...cardOf(r), distanceM: 60 + i * 70 }))) }),
    ],
    ['GET', /^\/api\/v1\/me\/reports$/, ({ query }) => ({ body: mine(query.get('group')) })],
    ['GET', /^\/api\/v1\/me\/messages$/, () => ({ body: messages() })],
    ['POST', /^\/api\/v1\/me\/messages\/read$/, () => ({ body: { unread: 0 } })],
    ['GET', /^\/api\/v1\/desk\/reports$/, ({ query }) => ({ body: desk(query.get('group')) })],
    ['GET', /^\/api\/v1\/counties\/(\d+)\/assignees$/, () => ({ body: { items: assignees } })],
    [
      'POST',
      /^\/api\/v1\/sessions\/browser$/,
      () => ({
        status: 201,
        body: { id: 'browser-1', number: '47', qr: QR, expiresAt: new Date(Date.now() + 120_000).toISOString() },
      }),
    ],
    [
      'GET',
      /^\/api\/v1\/sessions\/browser\/[\w-]+$/,
      () => ({ body: { status: 'pending', expiresAt: new Date().toISOString() } }),
    ],
    [
      'POST',
      /^\/api\/v1\/sessions\/browser\/[\w-]+\/approval$/,
      ({ body }) =>
        body.number === '47'
          ? { body: { approved: true } }
          : problem(422, 'browser-sign-in.wrong-number', '数字不一致', '请核对电脑屏幕上的数字后再确认。'),
    ],
    ['POST', /^\/api\/v1\/media$/, () => ({ status: 201, body: photoOf(`photo-${Date.now()}`, 'lamp') })],
    ['GET', /^\/api\/v1\/reports\/([\w-]+)$/, ({ params, who }) => seen(find(params[0]), who) ?? missing],
    ['POST', /^\/api\/v1\/reports$/, ({ body }) => submit(body)],
    ['POST', /^\/api\/v1\/reports\/([\w-]+)\/moves$/, ({ params, body, who }) => move(params[0], body, who)],
    ['POST', /^\/api\/v1\/reports\/([\w-]+)\/rating$/, ({ params, body }) => rate(params[0], body)],
  ];

  const QR = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h3v3H0zM5 0h3v3H5zM0 5h3v3H0zM4 4h1v1H4zM6 5h1v2H6z"/></svg>')}`;
  const assignees = [
    { key: 'department:lamps', kind: 'department', label: '楚雄市住房城乡建设局 路灯维护班' },
    { key: 'department:police', kind: 'department', label: '楚雄市公安局 交警大队' },
    { key: 'area:S2', kind: 'post', label: '五一路街长 周**' },
  ];

  function session(code: string) {
    const who = code.replace('demo:', '');
    return { token: who, expiresAt: new Date(Date.now() + 86_400_000).toISOString(), person: peopleOf().me(who) };
  }
  function mine(group: string | null): Reply<typeof import('../../../shared/reports/contract').listMyReports> {
    const own = reports.filter((report) => report.mine);
    const groups: Record<string, State[]> = {
      open: ['submitted', 'assigned', 'handling', 'returned'],
      'to-rate': ['resolved'],
      ended: ['closed', 'rejected', 'withdrawn'],
    };
    const inGroup = (name: string) => own.filter((report) => groups[name]?.includes(report.status));
    return {
      ...list((group ? inGroup(group) : own).map(cardOf)),
      counts: { open: inGroup('open').length, toRate: inGroup('to-rate').length, ended: inGroup('ended').length },
    };
  }
  function desk(group: string | null) {
    const open = [...deskOf('assigned'), ...deskOf('handling')].sort(
      (a, b) => (b.clock?.share ?? 0) - (a.clock?.share ?? 0),
    );
    const late = open.filter((report) => report.clock?.state === 'late');
    const chosen =
      group === 'late'
        ? late
        : group === 'to-accept'
          ? deskOf('assigned')
          : group === 'handling'
            ? deskOf('handling')
            : group === 'today'
              ? open.slice(0, 2)
              : open;
    return {
      ...list(chosen.map((report) => ({ ...cardOf(report), can: canFor(report, true) }))),
      counts: {
        late: late.length,
        today: 2,
        toAccept: deskOf('assigned').length,
        handling: deskOf('handling').length,
        toAssign: 0,
      },
      scopes: [{ scope: 'mine', name: '我的', count: open.length }],
    };
  }
  function messages() {
    const first = reports[0];
    return {
      items: [
        {
          id: 'm1',
          kind: 'accept',
          title: '街长已受理您的上报',
          text: `路灯不亮：李** 已受理，2 个工作日内办结`,
          report: first?.number ?? null,
          at: new Date(Date.now() - 3_600_000).toISOString(),
          read: false,
        },
        {
          id: 'm2',
          kind: 'resolve',
          title: '处理完了，请您评价',
          text: '暴露生活垃圾：已清走，地面冲洗过。',
          report: reports[1]?.number ?? null,
          at: new Date(Date.now() - 90_000_000).toISOString(),
          read: true,
        },
      ],
      next: null,
      unread: 1,
    };
  }
  function routing(category: string) {
    const report = reports[0];
    const chosen = categories.find((one) => one.id === category) ?? categories[0];
    const fast = chosen?.flags.includes('emergency');
    return {
      street: { code: 'S2', name: '五一路' },
      divisions: [{ code: '532301101', name: '鹿城镇', level: 'town' }],
      post: { id: 'p2', role: 'chief', areaName: '五一路', personLabel: '周**' },
      department: chosen?.department ?? null,
      responsible: { ...report?.responsible, key: 'area:S2', areaName: '五一路', label: '五一路街长 周**' },
      acceptBy: report?.promise.acceptBy,
      resolveBy: report?.promise.resolveBy,
      promise: {
        ...report?.promise,
        acceptText: fast ? '15 分钟内受理' : '1 小时内受理',
        resolveText: `${chosen?.conditions[0]?.limitText ?? '3 天'}内办结`,
      },
      why: ['这个位置离五一路 12 米', '五一路由鹿城镇设街长'],
    };
  }
  function canFor(report: ReportView, responsible: boolean): ReportView['can'] {
    const relations = new Set<Relation>([
      ...(report.mine ? ['reporter' as const] : []),
      ...(responsible ? ['responsible' as const] : []),
    ]);
    const moves = PERSON_MOVES.map((name) => [name, canMove(name, report.status, relations)]);
    return {
      ...(Object.fromEntries(moves) as ReportView['can']),
      rate: canRate(report.status, relations),
      follow: !report.mine && !responsible,
      contact: responsible,
    };
  }
  function seen(report: ReportView | undefined, who: string): Answer | undefined {
    return report && { body: { ...report, can: canFor(report, who === 'chief') } };
  }
  function submit(body: Record<string, unknown>): Answer {
    const base = reports[0];
    const chosen = categories.find((one) => one.id === body.category);
    if (!base || !chosen) return problem(422, 'category.unknown', '没有这个类别', '请从类别表里重新选择。');
    const number = `CX-${String(reports.length + 1).padStart(6, '0')}`;
    const now = new Date().toISOString();
    const made: ReportView = {
      ...base,
      number,
      status: 'assigned',
      statusLabel: STATES.assigned,
      version: 1,
      mine: true,
      category: { id: chosen.id, name: chosen.name, group: chosen.group, icon: chosen.icon },
      description: String(body.description ?? ''),
      address: String(body.address ?? ''),
      photos: (body.photos as string[]).map((id) => photoOf(id, 'lamp')),
      submittedAt: now,
      updatedAt: now,
      clock: {
        phase: 'acceptance',
        dueAt: new Date(Date.now() + 3_540_000).toISOString(),
        share: 0.02,
        state: 'running',
        text: '还剩 59 分钟',
        provisional: false,
      },
      timeline: base.timeline.slice(-2),
      result: null,
      rating: null,
    };
    reports.unshift(made);
    return { status: 201, body: { ...made, can: canFor(made, false) } };
  }
  function move(number: string | undefined, body: Record<string, unknown>, who: string): Answer {
    const report = find(number);
    if (!report) return missing;
    const name = body.move as MoveName;
    const row = moveRow(name);
    const input = (body.input ?? {}) as { text?: string; photos?: string[] };
    const photos = (input.photos ?? []).map((id) => photoOf(id, 'lit'));
    if (row.to !== 'stay') {
      report.status = row.to;
      report.statusLabel = STATES[row.to];
    }
    report.version += 1;
    const at = new Date().toISOString();
    report.timeline.unshift({
      id: `e${report.version}`,
      at,
      move: name,
      title: row.title,
      state: report.status,
      by: { role: 'chief', label: '鹿城南路街长 李**' },
      to: null,
      reason: null,
      text: input.text ?? '',
      photos,
      internal: row.internal,
    });
    if (name === 'resolve') Object.assign(report, { result: { text: input.text ?? '', photos, at }, clock: null });
    return { body: { ...report, can: canFor(report, who === 'chief') } };
  }
  function rate(number: string | undefined, body: Record<string, unknown>): Answer {
    const report = find(number);
    if (!report) return missing;
    Object.assign(report, {
      status: 'closed',
      statusLabel: STATES.closed,
      rating: {
        score: Number(body.score),
        scoreText: '满意',
        reasons: [],
        text: String(body.text ?? ''),
        at: new Date().toISOString(),
      },
    });
    return { body: { ...report, can: canFor(report, false) } };
  }

  return { reports, routes };
}
