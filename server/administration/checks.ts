// Is somebody there for everything? Looked at when the server starts and on a page: beats without people, places without beats, posts
// without a person, categories without a department, streets without a chief. All of it in memory, no round trip.
import { CHECK_KINDS, CHECKS, type CheckKind, type FindingView } from '../../shared/administration/contract';
import type { Actor } from '../../shared/people/actor';
import { ROLES } from '../../shared/people/roles';
import { areaNamed, type Beat, directory, partyOfBeat, responsibilityFor, rolesOf } from '../areas';
import type { Log } from '../core/log';
import { allPosts, canAdministerAt, isManned, postState, postsAt } from '../people';
import { allCategories } from '../reports';

type Finding = FindingView;
type Finder = (now: Date) => Finding[];

const manned = (place: string, roles: Parameters<typeof postsAt>[1], now: Date) =>
  postsAt(place, roles, now).some((post) => isManned(post, now));
const countyOf = (code: string) => areaNamed(code)?.county ?? '';
const nameOf = (code: string) => areaNamed(code)?.name ?? code;
const counties = () => [...directory.current().divisions.values()].filter(({ level }) => level === 'county');
const ofBeat = ({ categories }: Beat) => (categories.includes('*') ? '全部类别' : `${categories.length} 类`);

const FINDERS: Readonly<Record<CheckKind, Finder>> = {
  'beat-vacant': (now) =>
    directory.current().beats.flatMap((beat) => {
      const party = partyOfBeat(beat);
      if (!party || manned(party.key, rolesOf(party), now)) return [];
      const who = party.kind === 'department' ? party.name : `${party.name}${ROLES[party.role]}`;
      return {
        key: beat._id,
        county: countyOf(beat.area),
        text: `${nameOf(beat.area)} · ${ofBeat(beat)} → ${who}`,
        remedy: '邀请人任职，或把这条范围改给别人',
        page: 'people' as const,
      };
    }),
  'beat-broken': () =>
    directory
      .current()
      .beats.filter((beat) => partyOfBeat(beat) === undefined)
      .map((beat) => ({
        key: beat._id,
        county: countyOf(beat.area),
        text: `${nameOf(beat.area)} · ${ofBeat(beat)}`,
        remedy: '改给在用的部门或职务，或撤销这条范围',
        page: 'organisation' as const,
      })),
  uncovered: () =>
    counties().flatMap(({ _id, name }) => {
      const beats = directory.current().beats.filter(({ area }) => area === _id);
      const missing = allCategories().filter(
        ({ id }) => !beats.some(({ categories }) => categories.includes('*') || categories.includes(id)),
      );
      if (missing.length === 0) return [];
      const some = missing.slice(0, 4).map((category) => category.name);
      return {
        key: _id,
        county: _id,
        text: `${name}：${missing.length} 类没有县级兜底（${some.join('、')}${missing.length > 4 ? '等' : ''}）`,
        remedy: '在本县市一级设责任范围，指定部门',
        page: 'organisation' as const,
      };
    }),
  'post-vacant': (now) =>
    allPosts().flatMap((post) => {
      const state = postState(post, now);
      if (state !== 'invited' && state !== 'lapsed') return [];
      return {
        key: post.id,
        county: post.county,
        text: `${post.boundName}${ROLES[post.role]}${state === 'invited' ? '：邀请码还没有用' : '：没有可用的邀请码'}`,
        remedy: state === 'invited' ? '提醒本人认领' : '换一个邀请码，或结束这个职务',
        page: 'people' as const,
      };
    }),
  'street-without-chief': (now) =>
    [...directory.current().streets.values()]
      .filter(({ _id }) => !manned(`area:${_id}`, ['chief', 'deputy_chief'], now))
      .map(({ _id, name, county }) => ({
        key: _id,
        county,
        text: name,
        remedy: '邀请街长或副街长任职',
        page: 'people' as const,
      })),
  'lead-missing': () =>
    counties().flatMap(({ _id, name }) => {
      const { departments } = directory.current();
      const missing = allCategories().filter((category) => {
        const { lead } = responsibilityFor(_id, category);
        return lead.department === null || Boolean(departments.get(lead.department)?.closedAt ?? false);
      });
      if (missing.length === 0) return [];
      return {
        key: _id,
        county: _id,
        text: `${name}：${missing.length} 类只有全州默认的牵头单位`,
        remedy: '在权责清单里给每一类选本县市的部门',
        page: 'organisation' as const,
      };
    }),
  'county-without-dispatcher': (now) =>
    counties()
      .filter(({ _id }) => !manned(`area:${_id}`, ['dispatcher'], now))
      .map(({ _id, name }) => ({
        key: _id,
        county: _id,
        text: name,
        remedy: '邀请派遣员任职',
        page: 'people' as const,
      })),
};

const SHOWN = 100;

/** What is missing within somebody's reach, every kind named even when nothing is. */
export const checksFor = (actor: Actor, now: Date) =>
  CHECK_KINDS.map((kind) => {
    const findings = FINDERS[kind](now).filter(({ county }) => canAdministerAt(actor, county));
    return { kind, ...CHECKS[kind], count: findings.length, findings: findings.slice(0, SHOWN) };
  });

/** At start: a warning with counts, so that a gap is seen before a resident falls into it. */
export const warnOfGaps = (now: Date, log: Log): void => {
  const counts = Object.fromEntries(
    CHECK_KINDS.map((kind) => [kind, FINDERS[kind](now).length]).filter(([, count]) => count !== 0),
  );
  if (Object.keys(counts).length > 0) log.warn({ gaps: counts }, 'responsibilities have gaps: see the check page');
};
