// Who asks, and of whom the policy table says that they may: the words its rows are written in.
import type { Endpoint } from '../../../shared/endpoint';

export const PEOPLE = [
  'resident',
  'chief',
  'deputy',
  'grid',
  'handler',
  'head',
  'inspector',
  'vice-general',
  'general',
  'dispatcher',
  'dispatcher-532302',
  'dispatcher-zhou',
  'county-admin',
  'admin',
] as const;
export type Person = (typeof PEOPLE)[number];

/** Everybody but the last four belongs to the own county; `dispatcher-532302` to the foreign one, the last and `dispatcher-zhou` to the prefecture. */
export const OWN = '532301';
export const FOREIGN = '532302';

const ADMINS: readonly Person[] = ['county-admin', 'admin'];
const isDispatcher = (person: Person) => person.startsWith('dispatcher');
const isStaff = (person: Person) => person !== 'resident';
const hasDesk = (person: Person) => isStaff(person) && !ADMINS.includes(person);
const there = (person: Person, own: boolean) =>
  person === 'dispatcher-zhou' || own === (person !== 'dispatcher-532302');
const among =
  (...names: Person[]) =>
  (person: Person, own: boolean) =>
    own && names.includes(person);
const county = (person: Person, own: boolean) => person === 'admin' || (person === 'county-admin' && own);
const dispatcherThere = (person: Person, own: boolean) => isDispatcher(person) && there(person, own);

/** Whether somebody may, with an object of the own or of the foreign county. */
export const SCOPES = {
  /** administrators of the object's county */
  county,
  prefecture: (person) => person === 'admin',
  'any-admin': (person) => ADMINS.includes(person),
  /** whoever uploaded it */
  author: among('admin'),
  /** the post asked about is the dispatcher's */
  'county-or-holder': (person, own) => county(person, own) || person === (own ? 'dispatcher' : 'dispatcher-532302'),
  'any-dispatcher': isDispatcher,
  /** the dispatchers of the object's county */
  dispatcher: dispatcherThere,
  /** … and not those of the prefecture, who have a desk of their own */
  'county-dispatcher': (person, own) => person === (own ? 'dispatcher' : 'dispatcher-532302'),
  'prints-cards': (person, own) => county(person, own) || dispatcherThere(person, own),
  /** whoever answers for something or oversees it; an administrator as such has no desk */
  desk: hasDesk,
  'desk-there': (person, own) => hasDesk(person) && there(person, own),
  /** has the case, or oversees the county it lies in */
  handles: (person, own) =>
    dispatcherThere(person, own) || among('chief', 'deputy', 'inspector', 'vice-general', 'general')(person, own),
  /** has the case, or has to call: the reporter allowed it */
  calls: (person, own) => dispatcherThere(person, own) || among('chief', 'deputy', 'inspector')(person, own),
  /** departments and dispatchers, who manage plots and organise activities */
  organisers: (person) => isDispatcher(person) || person === 'handler' || person === 'head',
  patrols: (person) => person === 'chief' || person === 'deputy',
  staff: isStaff,
  open: () => true,
} satisfies Record<string, (person: Person, own: boolean) => boolean>;
export type Scope = keyof typeof SCOPES;

export interface Made {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
}
export interface Row {
  scope: Scope;
  /** what is asked, about the object of a county */
  made: (county: string) => Made;
  /** of a list: what stands in it for the object of a county, and for whom */
  shows?: { what: (county: string) => string; to: Scope };
}

/** What says that it is none of their business: forbidden, or as if it were not there. */
export const NOT_THEIRS: readonly string[] = [
  'post.not-held',
  'post.not-found',
  'department.not-found',
  'beat.not-found',
  'area.not-found',
  'areas.import-not-found',
  'hand-over.not-found',
  'report.not-found',
  'report.move-not-yours',
  'report.contact-hidden',
  'limit.none',
  'adoption.content-not-found',
  'plot.not-found',
  'group.not-found',
  'certificate.not-found',
  'volunteer.not-found',
  'activity.not-found',
  'activity.not-yours',
];

/** For staff: refused for want of a post or of a relation to the object, below a desk or administration, or said so in its summary. */
export const isAdministrative = ({ path, refusals, summary }: Endpoint): boolean =>
  refusals.some((code) => ['post.not-held', 'report.move-not-yours', 'activity.not-yours'].includes(code)) ||
  /^\/api\/v1\/(administration|desk)\//.test(path) ||
  /^(管理员|派遣员|组织者|管理单位|工作人员)/.test(summary);
