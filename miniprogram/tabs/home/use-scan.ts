import { toast } from '../../components/toast';
import { scan } from '../../platform/device';
import { go } from '../../platform/go';

/** Reads the code of a wide screen's sign-in. Any other code is answered with a word, never with a guess. */
export function useScan() {
  return async () => {
    const found = await scan();
    if (found.kind !== 'text') return;
    const browser = /^login:([A-Za-z0-9_-]{8,64})$/.exec(found.text);
    if (browser?.[1]) go.approveBrowser(browser[1]);
    else toast('这个码在这里用不上', 'info');
  };
}
