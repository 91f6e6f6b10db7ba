import type { MessageLink } from '../../../shared/notifications/contract';
import { go } from '../../platform/go';

/** The page a message opens. */
const PAGES: Record<MessageLink['kind'], (id: string) => void> = {
  report: go.reportDetail,
  adoption: go.adoption,
  activity: go.activity,
  'activity-roll': go.roll,
  hours: go.hours,
  limit: () => go.myLimit(),
};

export const openLink = ({ kind, id }: MessageLink) => PAGES[kind](id);
