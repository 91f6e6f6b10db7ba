import type { PropsWithChildren } from 'react';
import { openOutbox } from './api/outbox';
import { openWalk } from './api/patrol';
import { quietly } from './api/quietly';
import { openPortal, refreshMe, restoreSession } from './api/session';
import { toast } from './components/toast';
import { restoreAppearance } from './platform/appearance';
import { serveKeyboard } from './platform/keyboard';
import { serveUnit } from './platform/unit';
import './app.scss';

// Before the first page is drawn, so that nobody sees ordinary text jump to large.
serveUnit();
restoreAppearance();
restoreSession();
serveKeyboard();
openOutbox((report) => toast(`存下的上报已发出：${report.category.name}`, 'send'));
openWalk();
// Nobody need wait for these: pages show what they have, and each page asks again for what it must know.
quietly(openPortal());
quietly(refreshMe());

export default function App({ children }: PropsWithChildren) {
  return children;
}
