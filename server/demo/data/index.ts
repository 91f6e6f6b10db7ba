// The demonstration's areas, departments, beats and people, in the form the portal stores them. Places and departments exist;
// shapes, people, numbers and beats are invented, and every screen of a demonstration server says so.
import type { Street, Zone } from '../../areas';
import { STREETS as ROWS } from './streets';
import { ZONES as ZONE_ROWS } from './zones';

export { beatsFor, responsibilitiesFor } from './beats';
export { DEPARTMENTS } from './departments';
export { DIVISIONS } from './divisions';
export { DEMO_STREET, POSTS, RESIDENTS } from './posts';

export const STREETS: readonly Street[] = ROWS.map(({ code, name, town, from, to, line, ring, widthM, dutyPhone }) => ({
  _id: code,
  name,
  town,
  county: town.slice(0, 6),
  shape: line ? { type: 'LineString', coordinates: line } : { type: 'Polygon', coordinates: [ring ?? []] },
  widthM,
  dutyPhone,
  from,
  to,
}));

export const ZONES: readonly Zone[] = ZONE_ROWS.map(({ code, name, county, ring }) => ({
  _id: code,
  name,
  county,
  shape: { type: 'Polygon', coordinates: [ring] },
}));
