import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { ResponsibleView } from '../../shared/areas/contract';
import { dial } from '../platform/device';
import { Icon } from './icon';
import { StreetPlate } from './street-plate';
import { Tap } from './tap';

/** 鹿城南路街长 李** → 李** and 鹿城南路街长; a department or desk stays one name. */
export function splitLabel(label: string): { name: string; post: string } {
  const at = label.lastIndexOf(' ');
  return at > 0 ? { name: label.slice(at + 1), post: label.slice(0, at) } : { name: label, post: '' };
}

interface ChiefProps {
  responsible: ResponsibleView;
  note?: ReactNode;
  plate?: string | undefined;
  callable?: boolean;
}

/** Who answers for it: a face, a name, a post, and the duty phone. */
export function ChiefRow({ responsible, note, plate, callable }: ChiefProps) {
  const { name, post } = splitLabel(responsible.label);
  const phone = responsible.dutyPhone;
  return (
    <View className="chief">
      <View className={`face ${responsible.kind === 'post' ? '' : 'face--i'}`} aria-hidden="true">
        {name.slice(0, 1)}
      </View>
      <View className="grow">
        <View>
          <Text className="head">{name}</Text>
          {post ? <Text className="chief-post">{post}</Text> : null}
        </View>
        {note ? <View className="cap-2">{note}</View> : null}
      </View>
      {plate ? <StreetPlate name={plate} /> : null}
      {callable && phone ? (
        <Tap className="call" label={`拨打${post || name}的值班电话`} onTap={() => dial(phone)}>
          <Icon name="phone" />
        </Tap>
      ) : null}
    </View>
  );
}
