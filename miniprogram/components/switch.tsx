import { Text, View } from '@tarojs/components';
import { Icon } from './icon';
import { Tap } from './tap';

interface SwitchProps {
  title: string;
  note?: string;
  icon?: string;
  on: boolean;
  onChange: (on: boolean) => void;
  /** fixed by a rule: shown, but not to be changed */
  locked?: boolean;
}

/** A whole line as a switch: the line is the target, not the small knob. */
export function SwitchRow({ title, note, icon, on, onChange, locked }: SwitchProps) {
  return (
    <Tap
      className={`lrow ${icon ? '' : 'lrow--plain'}`}
      role="switch"
      spoken={note ? `${title}，${note}` : title}
      checked={on}
      disabled={Boolean(locked)}
      onTap={() => onChange(!on)}
    >
      {icon ? (
        <View className="lrow-ic">
          <Icon name={icon} />
        </View>
      ) : null}
      <View className="grow">
        <Text className="strong">{title}</Text>
        {note ? <View className="cap">{note}</View> : null}
      </View>
      <View className={`sw ${on ? 'sw--on' : ''}`}>
        <View className="sw-knob" />
      </View>
    </Tap>
  );
}
