import { Text } from '@tarojs/components';

/** How a street signs its name; nothing else may look like it. */
export const StreetPlate = ({ name, large }: { name: string; large?: boolean }) => (
  <Text className={`plate ${large ? 'plate--l' : ''}`}>{name}</Text>
);
