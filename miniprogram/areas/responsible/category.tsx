import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { categoryIcon, Icon } from '../../components/icon';
import { Tap } from '../../components/tap';
import { dial } from '../../platform/device';
import type { Item } from './use-responsible';

/** One kind of case: who answers, and on a tap what the list says of it. */
export function Category({ item }: { item: Item }) {
  const [open, setOpen] = useState(false);
  const { category, responsible, department, cooperating, basis, acceptText, resolveText, why } = item;
  const phone = responsible.dutyPhone;
  return (
    <View className="resp-one">
      <Tap className="lrow" spoken={`${category.name}，${responsible.label}`} onTap={() => setOpen(!open)}>
        <View className="lrow-ic">
          <Icon name={categoryIcon(category.icon)} />
        </View>
        <View className="grow">
          <Text className="strong clip">{category.name}</Text>
          <Text className="cap clip">{responsible.label}</Text>
        </View>
        <Text className="lrow-v">{open ? '收起' : '细看'}</Text>
      </Tap>
      {open ? (
        <View className="resp-more">
          <Line term="由谁办" value={responsible.label} />
          <Line term="牵头单位" value={department} />
          <Line term="配合单位" value={cooperating.length ? cooperating.join('、') : '无'} />
          <Line term="时限" value={`${acceptText}，${resolveText}`} />
          <Line term="依据" value={basis} />
          <Line term="为什么是这里" value={why.join('；')} />
          {phone ? (
            <>
              <Line term="值班电话" value={phone} />
              <Button
                kind="secondary"
                small
                icon="phone"
                text="打电话"
                label={`打电话给${responsible.label}：${phone}`}
                onTap={() => dial(phone)}
              />
            </>
          ) : null}
        </View>
      ) : null}
    </View>
  );
}

const Line = ({ term, value }: { term: string; value: string }) => (
  <View className="resp-line">
    <Text className="cap resp-term">{term}</Text>
    <Text className="body-s grow">{value}</Text>
  </View>
);
