import { toast } from '../../components/toast';
import { scan } from '../../platform/device';
import { go } from '../../platform/go';

/** A street plate or a browser's sign-in code; what each says is read from the text of its code. */
export function useScan() {
  return async () => {
    const found = await scan();
    if (found.kind === 'cancelled') return;
    if (found.kind === 'unavailable') {
      toast('浏览器里不能扫码，请在微信里打开', 'info');
      return;
    }
    const browser = /^login:([A-Za-z0-9_-]{8,64})$/.exec(found.text);
    if (browser?.[1]) go.approveBrowser(browser[1]);
    else go.report();
  };
}
