import { useAppearance } from '../../platform/appearance';
import { Desk } from './desk';
import { ElderHome } from './elder-home';
import './index.scss';
import { useFirstTab } from './use-home';
import { Welcome } from './welcome';

/** One page with two faces: WeChat cannot exchange the page behind a tab, only its word and picture. */
export default function FirstTab() {
  const { elder } = useAppearance();
  const tab = useFirstTab();
  if (tab.desk) return <Desk onLeave={() => tab.choose('home')} />;
  const toDesk = tab.canDesk ? { onDesk: () => tab.choose('desk') } : {};
  return elder ? <ElderHome {...toDesk} /> : <Welcome {...toDesk} />;
}
