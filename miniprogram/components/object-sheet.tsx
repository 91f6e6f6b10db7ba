import { useState } from 'react';
import { Button } from './button';
import { Field } from './field';
import { Sheet } from './sheet';

/** An objection to hours or an absence, in one's own words. */
export function ObjectSheet({
  title = '提出异议',
  hint,
  onClose,
  onSend,
}: {
  title?: string;
  hint: string;
  onClose: () => void;
  onSend: (text: string) => void;
}) {
  const [text, setText] = useState('');
  const ready = text.trim().length > 1;
  return (
    <Sheet
      title={title}
      onClose={onClose}
      foot={
        <Button
          id="send-objection"
          block
          text={ready ? '提交' : '先写明情况'}
          off={!ready}
          onTap={() => onSend(text.trim())}
        />
      }
    >
      <Field id="objection" lines value={text} max={300} hint={hint} onChange={setText} />
    </Sheet>
  );
}
