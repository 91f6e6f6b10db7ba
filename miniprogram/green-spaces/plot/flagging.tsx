import { flagAdoptionContent } from '../../../shared/green-spaces/content-contract';
import { call } from '../../api/client';
import { FlagSheet } from '../../components/flag-sheet';
import { Icon } from '../../components/icon';
import { Tap } from '../../components/tap';

export const FlagTap = ({ what, onTap }: { what: string; onTap: () => void }) => (
  <Tap className="plot-flag" label={`举报${what}`} onTap={onTap}>
    <Icon name="warning" />
  </Tap>
);

/** A plaque or a photo of care that is not fit to be public. */
export const Flagging = ({ what, piece, onClose }: { what: string; piece: string; onClose: () => void }) => (
  <FlagSheet
    title={`举报这处${what}`}
    hint="绿地没人照料、设施坏了，请用“这里有问题”。"
    onSend={(body) => call(flagAdoptionContent, { params: { piece }, body })}
    onClose={onClose}
  />
);
