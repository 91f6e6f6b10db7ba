import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { Sheet } from '../../components/sheet';
import { dial } from '../../platform/device';
import type { useContact } from './use-handle';

/** Unmasking asks for a reason first, and says that it is written down. */
export function ContactSheet({ contact }: { contact: ReturnType<typeof useContact> }) {
  const { reason, busy } = contact;
  const phone = contact.contact?.phone;
  const ready = reason.trim().length >= 2;
  return (
    <Sheet
      title="联系上报人"
      onClose={() => contact.setAsking(false)}
      foot={
        contact.contact ? (
          <Button
            block
            icon="phone"
            text={phone ? `拨打 ${phone}` : '没有留电话'}
            off={!phone}
            onTap={() => phone && dial(phone)}
          />
        ) : (
          <Button
            block
            text={ready ? '查看' : '先写明为什么'}
            off={!ready}
            busy={busy}
            onTap={() => void contact.read()}
          />
        )
      }
    >
      {contact.contact ? (
        <View className="card title">{contact.contact.name}</View>
      ) : (
        <Field lines value={reason} max={200} hint="为什么要联系，比如：核实位置" onChange={contact.setReason} />
      )}
      <View className="gap-3">
        <Note icon="shield">每次查看都有记录：谁、什么时候、为什么。</Note>
      </View>
    </Sheet>
  );
}
