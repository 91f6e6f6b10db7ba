// How plots and adoptions look and read on every page of the room: icon and colour per state, pictures of tasks.
import type { AdoptionCardView } from '../../shared/green-spaces/adoption-views';
import type { PlotCardView } from '../../shared/green-spaces/plot-contract';
import type { PinTone } from '../platform/map';

/** One icon per task; the server names the task, the page the picture. */
const TASK_ICONS: Record<string, string> = {
  water: 'water',
  weed: 'sprout',
  litter: 'cat-litter',
  prune: 'scissors',
  pests: 'bug',
  fertilise: 'leaf',
  inspect: 'eye',
};
export const taskIcon = (task: string): string => TASK_ICONS[task] ?? 'leaf';

interface Look {
  tone: string;
  icon: string;
}
export const PLOT_LOOKS: Record<PlotCardView['availability'], Look & { pin: PinTone }> = {
  free: { tone: 'hand', icon: 'leaf', pin: 'hand' },
  mine: { tone: 'mine', icon: 'check-circle', pin: 'place' },
  taken: { tone: 'quiet', icon: 'users', pin: 'done' },
  paused: { tone: 'quiet', icon: 'pause', pin: 'done' },
  retired: { tone: 'quiet', icon: 'reject', pin: 'done' },
};

export const ADOPTION_LOOKS: Record<AdoptionCardView['state'], Look> = {
  applied: { tone: 'way', icon: 'send' },
  waiting: { tone: 'wait', icon: 'hourglass' },
  approved: { tone: 'hand', icon: 'check' },
  active: { tone: 'hand', icon: 'leaf' },
  renewal_due: { tone: 'wait', icon: 'clock' },
  renewed: { tone: 'hand', icon: 'leaf' },
  expired: { tone: 'quiet', icon: 'clock' },
  rejected: { tone: 'quiet', icon: 'reject' },
  cancelled: { tone: 'quiet', icon: 'withdraw' },
  released: { tone: 'quiet', icon: 'return' },
  lapsed: { tone: 'quiet', icon: 'return' },
  withdrawn: { tone: 'quiet', icon: 'return' },
};

/** 86 m² · 12 株 */
export const sizeText = ({ size }: Pick<PlotCardView, 'size'>): string => `${size.value} ${size.unit}`;
