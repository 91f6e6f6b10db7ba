import { DEFAULT_VOLUNTEER_SETTINGS, VolunteerSettings } from '../../shared/volunteers/settings';
import { setting } from '../core/settings';

/** Stars, no-shows, objections, and who issues certificates. */
export const volunteerSettings = setting('volunteers', '志愿服务', VolunteerSettings, DEFAULT_VOLUNTEER_SETTINGS);
