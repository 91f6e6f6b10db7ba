import * as contract from '../../shared/areas/contract';
import type { Reply } from '../../shared/endpoint';
import { refuseUnless } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import { canWorkDesk, PREFECTURE, postLabel, postsAt } from '../people';
import { areaNamed, directory } from './directory';
import { exchangeRoutes } from './exchange/routes';
import { placesNamed } from './places';

type Assignee = Reply<typeof contract.listAssignees>['items'][number];

const CENTRE = '532301';
/** levels drawn on the plain base map */
const DRAWN = ['county', 'community'];

const openDepartments = () => [...directory.current().departments.values()].filter(({ closedAt }) => !closedAt);

/** @param parts `categories`: ids of the catalogue, which beats speak of */
export const areaRoutes = (
  server: Server,
  { tileUrl, categories }: { tileUrl: string | null; categories: () => ReadonlySet<string> },
): void => {
  exchangeRoutes(server, categories);
  serve(server, contract.readBaseMap, async ({ now }) => {
    const { divisions, streets, facts } = directory.current();
    const place = ([lng, lat]: readonly [number, number]) => ({ lng, lat, datum: 'wgs84' as const });
    return {
      illustrative: facts.illustrative,
      tileUrl,
      centre: place(divisions.get(CENTRE)?.label ?? [101.54, 25.04]),
      divisions: [...divisions.values()].flatMap((d) =>
        d.shape && DRAWN.includes(d.level)
          ? { code: d._id, name: d.name, level: d.level, shape: d.shape as never, label: place(d.label) }
          : [],
      ),
      streets: [...streets.values()].map((s) => {
        const [chief] = postsAt(`area:${s._id}`, ['chief', 'deputy_chief'], now);
        return {
          code: s._id,
          name: s.name,
          widthM: s.widthM,
          shape: s.shape as never,
          chief: chief ? postLabel(chief) : null,
        };
      }),
    };
  });

  serve(server, contract.findPlaces, async ({ query }) => ({
    items: placesNamed(query.words).map(({ code, name, kind, within, at: [lng, lat] }) => ({
      code,
      name,
      kind,
      within,
      place: { lng, lat, datum: 'wgs84' as const },
    })),
  }));

  serve(server, contract.listDepartments, async () => ({
    items: openDepartments().map(({ _id, name, dutyPhone }) => ({
      id: _id,
      name,
      dutyPhone,
    })),
  }));

  serve(server, contract.listAssignees, async ({ actor, params, now }) => {
    const near = actor.posts.some((post) => post.county === params.county || post.county === PREFECTURE);
    refuseUnless(canWorkDesk(actor) && near, 'post.not-held');
    const { streets } = directory.current();
    const posts: Assignee[] = [...streets.values()]
      .filter((s) => s.county === params.county)
      .map((s) => {
        const [chief] = postsAt(`area:${s._id}`, ['chief', 'deputy_chief'], now);
        return {
          key: `area:${s._id}`,
          kind: 'post',
          label: chief ? postLabel(chief) : `${s.name}街长（暂缺）`,
        };
      });
    const offices: Assignee[] = openDepartments()
      .filter((d) => d.county === params.county || d.county === PREFECTURE)
      .map((d) => ({ key: `department:${d._id}`, kind: 'department', label: d.name }));
    return { items: [...offices, ...posts] };
  });
};

/** Names a place for a new post: a division, street, zone or department. */
export const placeNamed = ({ area, department }: { area?: string | undefined; department?: string | undefined }) => {
  if (department !== undefined) {
    const found = directory.current().departments.get(department);
    return found && !found.closedAt ? { county: found.county, boundName: found.name } : undefined;
  }
  const found = area === undefined ? undefined : areaNamed(area);
  return found && { county: found.county, boundName: found.name };
};
