import Taro from '@tarojs/taro';

/**
 * Every page of the app and what it takes. A page is reached by these functions only, so that a renamed parameter is
 * found by the compiler. `reports`, `desk`, `people` and `green-spaces` are subpackages.
 */
const PAGES = {
  report: '/reports/form/index',
  sent: '/reports/sent/index',
  myReports: '/reports/mine/index',
  reportDetail: '/reports/detail/index',
  handle: '/desk/handle/index',
  board: '/desk/board/index',
  street: '/areas/street/index',
  responsible: '/areas/responsible/index',
  areasWide: '/areas/wide/index',
  patrol: '/patrols/walk/index',
  messages: '/people/messages/index',
  profile: '/people/profile/index',
  claimPost: '/people/claim/index',
  approveBrowser: '/people/approve/index',
  about: '/people/about/index',
  wideSignIn: '/people/wide/index',
  adminPeople: '/administration/people/index',
  adminOrganisation: '/administration/organisation/index',
  adminCatalogue: '/administration/catalogue/index',
  adminRules: '/administration/rules/index',
  adminHealth: '/administration/health/index',
  adminRecord: '/administration/record/index',
  reroutes: '/administration/reroutes/index',
  plots: '/green-spaces/plots/index',
  plot: '/green-spaces/plot/index',
  applyForPlot: '/green-spaces/apply/index',
  myAdoptions: '/green-spaces/mine/index',
  adoption: '/green-spaces/adoption/index',
  logCare: '/green-spaces/care/index',
  certificate: '/green-spaces/verify/index',
  adoptionWall: '/green-spaces/wall/index',
  plotDesk: '/green-spaces/desk/index',
  activities: '/activities/list/index',
  activity: '/activities/detail/index',
  myShifts: '/activities/mine/index',
  checkIn: '/activities/check-in/index',
  roll: '/activities/roll/index',
  writeActivity: '/activities/write/index',
  activityDesk: '/activities/desk/index',
  organised: '/activities/organised/index',
  summaries: '/activities/summaries/index',
  registerVolunteer: '/volunteers/register/index',
  volunteerProfile: '/volunteers/profile/index',
  hours: '/volunteers/hours/index',
  certificates: '/volunteers/certificate/index',
  verifyCertificate: '/volunteers/verify/index',
  groups: '/volunteers/groups/index',
  members: '/volunteers/members/index',
  volunteerDesk: '/volunteers/desk/index',
  limit: '/people/limit/index',
  moderation: '/moderation/queue/index',
} as const;

type Query = Record<string, string | undefined>;

function address(page: keyof typeof PAGES, query: Query = {}): string {
  const pairs = Object.entries(query)
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return PAGES[page] + (pairs.length ? `?${pairs.join('&')}` : '');
}

const open = (page: keyof typeof PAGES, query?: Query) => void Taro.navigateTo({ url: address(page, query) });

export const go = {
  home: () => void Taro.switchTab({ url: '/tabs/home/index' }),
  nearby: () => void Taro.switchTab({ url: '/tabs/nearby/index' }),
  join: () => void Taro.switchTab({ url: '/tabs/join/index' }),
  me: () => void Taro.switchTab({ url: '/tabs/me/index' }),
  /** @param from category to start with, a place to report from (WGS-84), the shift or the patrol it was found on, or a draft to open again */
  report: (
    from: {
      category?: string;
      lng?: string;
      lat?: string;
      camera?: '1';
      source?: 'qr';
      street?: string;
      plot?: string;
      shift?: string;
      patrol?: string;
    } = {},
  ) => open('report', from),
  reportInstead: () => void Taro.redirectTo({ url: address('report', { camera: '1' }) }),
  /** Replaces the form: going back from the thanks must not show a form already sent. */
  sent: (number: string) => void Taro.redirectTo({ url: address('sent', { number }) }),
  myReports: (group?: 'open' | 'to-rate' | 'ended' | 'draft') => open('myReports', { group }),
  /** Replaces the form after a report was put aside for later. */
  myReportsInstead: (group: 'draft') => void Taro.redirectTo({ url: address('myReports', { group }) }),
  reportDetail: (number: string) => open('reportDetail', { number }),
  reportDetailInstead: (number: string) => void Taro.redirectTo({ url: address('reportDetail', { number }) }),
  /** @param act what the desk's button asked for: the page opens with that at hand */
  handle: (number: string, act?: 'camera' | 'reply' | 'transfer' | 'return' | 'joint-answer') =>
    open('handle', { number, act }),
  /** The wide desk, in the browser only. */
  boardInstead: () => void Taro.redirectTo({ url: address('board') }),
  /** Administration, in the browser only. */
  adminPeopleInstead: () => void Taro.redirectTo({ url: address('adminPeople') }),
  adminOrganisationInstead: () => void Taro.redirectTo({ url: address('adminOrganisation') }),
  adminCatalogueInstead: () => void Taro.redirectTo({ url: address('adminCatalogue') }),
  adminRulesInstead: () => void Taro.redirectTo({ url: address('adminRules') }),
  adminHealthInstead: () => void Taro.redirectTo({ url: address('adminHealth') }),
  adminRecordInstead: () => void Taro.redirectTo({ url: address('adminRecord') }),
  reroutesInstead: () => void Taro.redirectTo({ url: address('reroutes') }),
  /** A street's public card. */
  street: (code: string, scanned?: { stamp: string }) =>
    open('street', { code, ...(scanned ? { k: scanned.stamp, scan: '1' } : {}) }),
  /** Replaces another street's card: one went from a wrong sign to the right street. */
  streetInstead: (code: string) => void Taro.redirectTo({ url: address('street', { code }) }),
  /** Who answers for what at a place (WGS-84), or where one stands. */
  responsible: (at: { lng?: string; lat?: string } = {}) => open('responsible', at),
  /** Import of areas and printing of street cards, in the browser only. */
  areasInstead: () => void Taro.redirectTo({ url: address('areasWide') }),
  /** A chief's walk along the own streets. */
  patrol: () => open('patrol'),
  messages: () => open('messages'),
  profile: () => open('profile'),
  claimPost: () => open('claimPost'),
  approveBrowser: (id?: string) => open('approveBrowser', { id }),
  about: () => open('about'),
  wideSignIn: () => open('wideSignIn'),
  plots: () => open('plots'),
  plot: (code: string) => open('plot', { code }),
  applyForPlot: (code: string) => open('applyForPlot', { code }),
  myAdoptions: () => open('myAdoptions'),
  adoption: (id: string) => open('adoption', { id }),
  /** Replaces the form: going back must not show an application already sent. */
  adoptionInstead: (id: string) => void Taro.redirectTo({ url: address('adoption', { id }) }),
  logCare: (id: string) => open('logCare', { id }),
  certificate: (number: string) => open('certificate', { number }),
  adoptionWall: () => open('adoptionWall'),
  /** The managing unit's wide desk, in the browser only. */
  plotDeskInstead: () => void Taro.redirectTo({ url: address('plotDesk') }),
  activities: (from: { kind?: string; day?: string } = {}) => open('activities', from),
  activity: (id: string) => open('activity', { id }),
  myShifts: (when?: 'coming' | 'past') => open('myShifts', { when }),
  /** @param signUp one's own sign-up; without it the code tells which shift is meant */
  checkIn: (signUp?: string) => open('checkIn', { signUp }),
  /** The organiser's screen: code of the shift, roll, settlement. */
  roll: (id: string) => open('roll', { id }),
  /** Replaces the form after a draft was written. */
  rollInstead: (id: string) => void Taro.redirectTo({ url: address('roll', { id }) }),
  /** Writes a new activity, or changes one. */
  writeActivity: (id?: string) => open('writeActivity', { id }),
  /** What one organises, on the phone. */
  organised: () => open('organised'),
  /** What became of activities that are over. */
  summaries: () => open('summaries'),
  /** The wide desk of activities, in the browser only. */
  activityDeskInstead: () => void Taro.redirectTo({ url: address('activityDesk') }),
  registerVolunteer: (child?: '1') => open('registerVolunteer', { child }),
  /** What one offers as a volunteer, changed later. */
  volunteerProfile: (id: string) => open('volunteerProfile', { id }),
  hours: (id?: string) => open('hours', { id }),
  certificates: (id: string) => open('certificates', { id }),
  verifyCertificate: (number?: string) => open('verifyCertificate', { number }),
  groups: () => open('groups'),
  /** Members of a group one leads. */
  members: (id: string) => open('members', { id }),
  /** The dispatcher's wide page of volunteers, in the browser only. */
  volunteerDeskInstead: () => void Taro.redirectTo({ url: address('volunteerDesk') }),
  /** why one may report so often only, until when, and the appeal */
  myLimit: () => open('limit'),
  /** The moderators' queue, in the browser only. */
  moderationInstead: () => void Taro.redirectTo({ url: address('moderation') }),
  /** Back one page, or home when the page was opened from outside. */
  back: () => {
    if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
    else go.home();
  },
};

/** Place of 我的 in the tab bar. */
const ME_TAB = 3;

/** Draws the first tab as 工作台 or 首页 and the number of unread messages on 我的; see also app.config.ts. */
export function dressTabs(desk: boolean, unread: number) {
  if (process.env.TARO_ENV === 'h5') document.querySelector('taro-tabbar')?.setAttribute('role', 'navigation');
  const quiet = () => undefined;
  const icon = desk ? 'desk' : 'home';
  void Taro.setTabBarItem({
    index: 0,
    text: desk ? '工作台' : '首页',
    iconPath: `assets/tab-${icon}.png`,
    selectedIconPath: `assets/tab-${icon}-on.png`,
    // The bar does not exist while another page lies over it; the next tab shown dresses it.
  }).catch(quiet);
  if (unread > 0) void Taro.setTabBarBadge({ index: ME_TAB, text: unread > 99 ? '99+' : String(unread) }).catch(quiet);
  else void Taro.removeTabBarBadge({ index: ME_TAB }).catch(quiet);
}
