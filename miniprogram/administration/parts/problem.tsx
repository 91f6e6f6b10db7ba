import { View } from '@tarojs/components';
import { Note } from '../../components/note';

/** Why a change was not taken. */
export function Problem({ text }: { text: string | undefined }) {
  if (!text) return null;
  return (
    <View role="alert">
      <Note tone="amber" icon="warning">
        {text}
      </Note>
    </View>
  );
}
