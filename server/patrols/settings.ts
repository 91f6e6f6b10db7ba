import { DEFAULT_PATROL_SETTINGS, PatrolSettings } from '../../shared/patrols/settings';
import { setting } from '../core/settings';

export const patrolSettings = setting('patrols', '街长巡查', PatrolSettings, DEFAULT_PATROL_SETTINGS);
