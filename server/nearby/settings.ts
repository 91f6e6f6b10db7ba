import { DEFAULT_DUPLICATES, DuplicateSettings } from '../../shared/nearby/duplicates';
import { setting } from '../core/settings';

export const duplicateReach = setting('duplicates', '重复上报提示的范围', DuplicateSettings, DEFAULT_DUPLICATES);
