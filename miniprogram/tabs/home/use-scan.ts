import { parseCardAddress, parseScene } from '../../../shared/streets/scene';
import { toast } from '../../components/toast';
import { scan } from '../../platform/device';
import { go } from '../../platform/go';

/** The street on a card, by its mini-program code (a path with a scene) or its ordinary QR code (an address). */
const streetIn = (text: string) => {
  const scene = /areas\/street\/index\?scene=([^&]+)/.exec(text)?.[1];
  return scene ? parseScene(scene) : parseCardAddress(text);
};

/** Reads the code of a wide screen's sign-in, or of a street's card. Any other code is answered with a word, never with a guess. */
export function useScan() {
  return async () => {
    const found = await scan();
    if (found.kind !== 'text') return;
    const browser = /^login:([A-Za-z0-9_-]{8,64})$/.exec(found.text);
    const street = streetIn(found.text);
    if (browser?.[1]) go.approveBrowser(browser[1]);
    else if (street) go.street(street.code, street);
    else toast('这个码在这里用不上', 'info');
  };
}
