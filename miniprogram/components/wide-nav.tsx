import { Text, View } from '@tarojs/components';
import { useMe } from '../api/session';
import { Icon } from './icon';
import { Tap } from './tap';
import './wide-nav.scss';
import { WIDE_PAGES, type WidePage } from './wide-pages';

/** The strip over every wide page that leads to the others; nothing when there is only one. */
export function WideNav({ at }: { at: WidePage }) {
  const me = useMe();
  const pages = me ? WIDE_PAGES.filter(({ may }) => may(me)) : [];
  if (pages.length < 2) return null;
  return (
    <View className="wide-nav" role="navigation" aria-label="办公页面">
      {pages.map(({ id, text, icon, open }) => (
        <Tap
          key={id}
          className={`wide-nav-i ${id === at ? 'wide-nav-i--on' : ''}`}
          role="link"
          onTap={id === at ? () => undefined : open}
        >
          <Icon name={icon} />
          <Text>{text}</Text>
        </Tap>
      ))}
    </View>
  );
}
