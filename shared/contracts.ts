// Every endpoint of the portal, for the documentation, the rate limiter and the test that walks them all.
import * as activities from './activities/contract';
import * as activityDesk from './activities/staff-contract';
import * as areas from './areas/contract';
import type { Endpoint } from './endpoint';
import * as media from './media/contract';
import * as notifications from './notifications/contract';
import * as people from './people/contract';
import * as portal from './portal/contract';
import * as reportDesk from './reports/admin-contract';
import * as reports from './reports/contract';
import * as volunteers from './volunteers/contract';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'method' in value && 'refusals' in value;

export const ENDPOINTS: readonly Endpoint[] = [
  portal,
  people,
  areas,
  media,
  reports,
  reportDesk,
  notifications,
  volunteers,
  activities,
  activityDesk,
].flatMap((room) => Object.values(room).filter(isEndpoint));
