import { Text, View } from '@tarojs/components';
import { createStore, useStore } from '../platform/store';
import { Button } from './button';

interface Question {
  title: string;
  text: string;
  yes: string;
  no?: string;
  danger?: boolean;
}

const asked = createStore<(Question & { answer: (yes: boolean) => void }) | undefined>(undefined);

/** Asks before something that cannot be taken back. Resolves to what was chosen. */
export function ask(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    asked.get()?.answer(false);
    asked.set({
      ...question,
      answer: (yes) => {
        asked.set(undefined);
        resolve(yes);
      },
    });
  });
}

/** A question belongs to the page that asked it: whoever leaves has said no. */
export const dismissQuestion = () => asked.get()?.answer(false);

export function DialogOutlet() {
  const question = useStore(asked);
  if (!question) return null;
  return (
    <View className="veil" catchMove>
      <View
        className="dialog"
        {...(process.env.TARO_ENV === 'h5'
          ? { role: 'alertdialog', 'aria-modal': 'true', 'aria-label': question.title }
          : {})}
      >
        <Text className="dialog-t">{question.title}</Text>
        <Text className="dialog-p">{question.text}</Text>
        <View className="dialog-acts">
          <Button
            kind="plain"
            className="dialog-no"
            text={question.no ?? '先不'}
            onTap={() => question.answer(false)}
          />
          <Button
            kind={question.danger ? 'danger-solid' : 'primary'}
            text={question.yes}
            onTap={() => question.answer(true)}
          />
        </View>
      </View>
    </View>
  );
}
