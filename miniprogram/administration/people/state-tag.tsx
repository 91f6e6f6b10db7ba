import type { PostState } from '../../../shared/people/admin-contract';
import { Tag } from '../parts/frame';

export const STATE_WORDS: Readonly<
  Record<PostState, { text: string; icon: string; tone: 'jade' | 'amber' | 'torch' | 'plain' }>
> = {
  held: { text: '在任', icon: 'user', tone: 'jade' },
  leave: { text: '休假', icon: 'pause', tone: 'amber' },
  invited: { text: '待认领', icon: 'clock', tone: 'amber' },
  lapsed: { text: '没有人', icon: 'warning', tone: 'torch' },
  future: { text: '未到任', icon: 'calendar', tone: 'plain' },
  ended: { text: '已结束', icon: 'check', tone: 'plain' },
};
export const StateTag = ({ state }: { state: PostState }) => <Tag {...STATE_WORDS[state]} />;
