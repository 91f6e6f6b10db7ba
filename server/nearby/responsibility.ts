// Who is responsible here, for every category: the router asked once a category, with what the responsibility list says of each.
import { dueAt, type Limit, limitText } from '../../shared/clocks';
import type { Reply } from '../../shared/endpoint';
import type { readResponsibility } from '../../shared/nearby/contract';
import type { CategoryView } from '../../shared/reports/category';
import { directory, type Place, responsibilityFor, whoAnswers } from '../areas';
import { allCategories, limitsFor, presentParty, reportSettings, workCalendar } from '../reports';

const shortest = (limits: readonly Limit[], now: Date): Limit | undefined => {
  const due = (limit: Limit) => dueAt(now, limit, workCalendar()).at.getTime();
  return [...limits].sort((a, b) => due(a) - due(b))[0];
};

/** 4 个工作小时内, or 2 小时内至 5 个工作日内 where it depends on the condition. */
const resolveTextOf = (category: CategoryView, now: Date, longest: Limit): string => {
  const quick = shortest(
    category.conditions.map(({ limit }) => limit),
    now,
  );
  const [from, to] = [quick ? limitText(quick) : limitText(longest), limitText(longest)];
  return from === to ? `${to}办结` : `看情形，${from}至${to}办结`;
};

/** @throws Refusal place.outside */
export const responsibilityAt = (place: Place, now: Date): Reply<typeof readResponsibility> => {
  const categories = allCategories();
  const first = whoAnswers(place, categories[0]?.id ?? '');
  return {
    illustrative: directory.current().facts.illustrative,
    street: first.street,
    zone: first.zone,
    divisions: first.divisions,
    items: categories.map((category) => {
      const where = whoAnswers(place, category.id);
      const limits = limitsFor(category, null, reportSettings.current(), now);
      const { id, name, group, icon } = category;
      // the county's own row, where it has one
      const { lead, cooperating, basis } = responsibilityFor(where.county, category);
      return {
        category: { id, name, group, icon },
        responsible: presentParty(where.party, now),
        department: lead.name,
        cooperating: cooperating.map((office) => office.name),
        basis,
        acceptText: `${limitText(limits.acceptance)}受理`,
        resolveText: resolveTextOf(category, now, limits.handling),
        why: where.why(),
      };
    }),
  };
};
