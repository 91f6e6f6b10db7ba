import { ActivitySettings, DEFAULT_ACTIVITY_SETTINGS } from '../../shared/activities/settings';
import { setting } from '../core/settings';

/** Place and time within which a code counts, and until when a place can be given back. */
export const activitySettings = setting('activities', '活动签到与取消', ActivitySettings, DEFAULT_ACTIVITY_SETTINGS);
