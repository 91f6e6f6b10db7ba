import { readPortal } from '../../shared/portal/contract';
import { type Server, serve } from '../core/serve';

/** The portal is none of these, and says so (domain.md §10). */
const EMERGENCY = [
  { name: '火警', phone: '119' },
  { name: '报警', phone: '110' },
  { name: '急救', phone: '120' },
  { name: '政务服务便民热线', phone: '12345' },
];

export interface DemoPerson {
  /** login code */
  code: string;
  label: string;
  duty: string;
}

export const portalRoutes = (server: Server, demoPeople: readonly DemoPerson[]): void =>
  serve(server, readPortal, async ({ deps }) => ({
    name: '彝城共治',
    subtitle: '楚雄城市管理随手办',
    demo: deps.config.demo,
    demoPeople: deps.config.demo ? [...demoPeople] : [],
    emergency: EMERGENCY,
  }));
