// Every endpoint of the portal, for the documentation, the rate limiter and the test that walks them all.
import * as activities from './activities/contract';
import * as signUps from './activities/sign-up-contract';
import * as activityDesk from './activities/staff-contract';
import * as writing from './activities/write-contract';
import * as administration from './administration/contract';
import * as areasAdmin from './areas/admin-contract';
import * as areas from './areas/contract';
import * as areaExchange from './areas/exchange-contract';
import type { Endpoint } from './endpoint';
import * as adoptions from './green-spaces/adoption-contract';
import * as adoptionAgreements from './green-spaces/agreement-contract';
import * as adoptionCare from './green-spaces/care-contract';
import * as adoptionContent from './green-spaces/content-contract';
import * as greenSpaceDesk from './green-spaces/desk-contract';
import * as adoptionFamily from './green-spaces/family-contract';
import * as adoptionHonours from './green-spaces/honours-contract';
import * as plots from './green-spaces/plot-contract';
import * as media from './media/contract';
import * as moderation from './moderation/contract';
import * as nearby from './nearby/contract';
import * as notifications from './notifications/contract';
import * as patrols from './patrols/contract';
import * as peopleAdmin from './people/admin-contract';
import * as people from './people/contract';
import * as portal from './portal/contract';
import * as reportDesk from './reports/admin-contract';
import * as catalogue from './reports/catalogue-contract';
import * as reports from './reports/contract';
import * as handOver from './reports/hand-over-contract';
import * as routing from './reports/routing-contract';
import * as streets from './streets/contract';
import * as certificates from './volunteers/certificate-contract';
import * as volunteers from './volunteers/contract';
import * as groups from './volunteers/group-contract';
import * as volunteerDesk from './volunteers/staff-contract';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'method' in value && 'refusals' in value;

export const ENDPOINTS: readonly Endpoint[] = [
  portal,
  people,
  peopleAdmin,
  administration,
  areas,
  areasAdmin,
  areaExchange,
  media,
  reports,
  reportDesk,
  handOver,
  catalogue,
  routing,
  nearby,
  streets,
  patrols,
  moderation,
  notifications,
  plots,
  adoptions,
  adoptionAgreements,
  adoptionCare,
  adoptionContent,
  adoptionFamily,
  adoptionHonours,
  greenSpaceDesk,
  volunteers,
  groups,
  certificates,
  volunteerDesk,
  activities,
  signUps,
  writing,
  activityDesk,
].flatMap((room) => Object.values(room).filter(isEndpoint));
