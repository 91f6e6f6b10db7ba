import { DEFAULT_GREEN_SPACE_SETTINGS, GreenSpaceSettings } from '../../shared/green-spaces/settings';
import { setting } from '../core/settings';

/** Limits, days and badges of adoption; [default] until a county decides otherwise. */
export const greenSpaceSettings = setting('green-spaces', '绿地认养', GreenSpaceSettings, DEFAULT_GREEN_SPACE_SETTINGS);
