import { CardSettings, DEFAULT_CARD } from '../../shared/streets/position';
import { setting } from '../core/settings';

export const cardSettings = setting('street-card', '街道名片的位置核对', CardSettings, DEFAULT_CARD);
