import { View } from '@tarojs/components';

/** A line icon in the colour of its text. It never speaks: the word beside it or the label of its button does. */
export function Icon({ name, className = '' }: { name: string; className?: string }) {
  return <View className={`i i-${name} ${className}`} aria-hidden="true" />;
}

/** The catalogue names a picture, the style sheet a class. */
export const categoryIcon = (icon: string) => (icon.startsWith('cat-') ? icon : `cat-${icon}`);
