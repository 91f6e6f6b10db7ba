import { Image } from '@tarojs/components';

interface PictureProps {
  src: string;
  /** what a screen reader says; empty when the tap around it says it */
  alt: string;
  className: string;
  /** the whole picture instead of a filled box */
  whole?: boolean;
  eager?: boolean;
}

/** A picture in a box of its own size, loaded when it comes near. Taro's browser image has no way to carry `alt`. */
export function Picture({ src, alt, className, whole, eager }: PictureProps) {
  if (process.env.TARO_ENV === 'h5') {
    const loading = eager ? 'eager' : 'lazy';
    return (
      <img
        src={src}
        alt={alt}
        className={`${className} ${whole ? 'pic--whole' : 'pic'}`}
        loading={loading}
        decoding="async"
      />
    );
  }
  return (
    <Image
      src={src}
      className={className}
      mode={whole ? 'aspectFit' : 'aspectFill'}
      lazyLoad={!eager}
      {...(alt ? { 'aria-label': alt } : { 'aria-hidden': 'true' })}
    />
  );
}
