import { Button } from '../../components/button';
import { dial } from '../../platform/device';

export const DialButton = ({ phone }: { phone: string }) => (
  <Button kind="danger" small icon="phone" text={phone} label={`拨打 ${phone}`} onTap={() => dial(phone)} />
);
