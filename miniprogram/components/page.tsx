import { Text, View } from '@tarojs/components';
import { type PropsWithChildren, type ReactNode, useEffect } from 'react';
import { usePortal } from '../api/session';
import { useAppearance } from '../platform/appearance';
import { frame } from '../platform/frame';
import { go } from '../platform/go';
import { useHidden } from '../platform/page';
import { DialogOutlet, dismissQuestion } from './dialog';
import { Icon } from './icon';
import { Tap } from './tap';
import { ToastOutlet } from './toast';

/** 演示数据, on every screen of a demo server. */
function Ribbon() {
  return usePortal()?.demo ? <Text className="ribbon">演示数据</Text> : null;
}

interface NavProps {
  title?: string;
  back?: 'back' | 'close';
  onBack?: () => void;
  brand?: ReactNode;
  kind?: 'card' | 'clear';
}

/** The page's own navigation bar: title left, so that the ribbon and WeChat's capsule fit. */
export function Nav({ title, back, onBack = go.back, brand, kind }: NavProps) {
  const room = frame();
  const style = room
    ? { paddingTop: `${room.top}px`, minHeight: `${room.top + room.height}px`, paddingRight: `${room.right}px` }
    : {};
  return (
    <View className={`nav ${kind ? `nav--${kind}` : ''}`} style={style}>
      {back ? (
        <Tap className="nav-back" label={back === 'close' ? '关闭' : '返回'} onTap={onBack}>
          <Icon name={back === 'close' ? 'close' : 'chevron-left'} />
        </Tap>
      ) : null}
      {brand}
      {title ? (
        <View className="nav-title" {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': '1' } : {})}>
          {title}
        </View>
      ) : null}
      <Ribbon />
    </View>
  );
}

interface PageProps extends NavProps {
  /** buttons that stay at the bottom */
  bar?: ReactNode;
  /** the page sits above the tab bar */
  tabs?: boolean;
  /** the page draws its own bar, inside its hero */
  ownNav?: boolean;
  /** sunlight mode applies (the desk) */
  sun?: boolean;
  wide?: boolean;
  className?: string;
}

/** The root of every page: appearance, navigation bar, bottom bar, and what lies over them. */
export function Page(props: PropsWithChildren<PageProps>) {
  const { bar, tabs, ownNav, sun, wide, className, children, ...nav } = props;
  const look = useAppearance();
  useHidden(dismissQuestion);
  useEffect(() => dismissQuestion, []);
  const classes = [
    'screen',
    look.elder && 'elder',
    sun && look.sun && 'sun',
    bar && 'screen--bar',
    tabs && 'screen--tabs',
    wide && 'screen--wide',
    className,
  ];
  return (
    <View className={classes.filter(Boolean).join(' ')} {...(process.env.TARO_ENV === 'h5' ? { role: 'main' } : {})}>
      {ownNav ? null : <Nav {...nav} />}
      {children}
      {bar ? <View className="bar">{bar}</View> : null}
      <ToastOutlet />
      <DialogOutlet />
    </View>
  );
}
