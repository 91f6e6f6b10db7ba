import { AreaSettings, DEFAULT_AREA_SETTINGS } from '../../shared/areas/settings';
import { setting } from '../core/settings';

export const areaSettings = setting('areas', '导入区划时的默认值', AreaSettings, DEFAULT_AREA_SETTINGS);
