import { View } from '@tarojs/components';
import { type PointerEvent, useRef, useState } from 'react';
import type { PhotoView } from '../../../shared/media/contract';
import type { AreaOfPhoto } from '../../../shared/moderation/contract';
import { pictureUrl } from '../../api/wire';
import { Button } from '../../components/button';

interface BoxProps {
  photo: PhotoView;
  areas: readonly AreaOfPhoto[];
  onChange: (areas: AreaOfPhoto[]) => void;
}

/** Smaller than this is a slip of the hand, not an area. */
const LEAST = 0.01;
/** What the keyboard puts down: a quarter in the middle, to be taken away again when it is the wrong place. */
const MIDDLE: AreaOfPhoto = { x: 0.375, y: 0.375, width: 0.25, height: 0.25 };
const within = (value: number) => Math.min(1, Math.max(0, value));
const percent = (share: number) => `${share * 100}%`;

/** Rectangles drawn over a photo with the mouse, kept in shares of its size. */
export function BlurBox({ photo, areas, onChange }: BoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const from = useRef<{ x: number; y: number }>();
  const [drawn, setDrawn] = useState<AreaOfPhoto>();
  const at = (event: PointerEvent) => {
    const { left, top, width, height } = box.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return { x: within((event.clientX - left) / width), y: within((event.clientY - top) / height) };
  };
  const reach = (event: PointerEvent): AreaOfPhoto | undefined => {
    const start = from.current;
    if (!start) return undefined;
    const end = at(event);
    return {
      x: Math.min(start.x, end.x),
      y: Math.min(start.y, end.y),
      width: Math.abs(end.x - start.x),
      height: Math.abs(end.y - start.y),
    };
  };
  const finish = (event: PointerEvent) => {
    const area = reach(event);
    from.current = undefined;
    setDrawn(undefined);
    if (area && area.width > LEAST && area.height > LEAST) onChange([...areas, area]);
  };
  return (
    <View className="move-part">
      <div
        ref={box}
        id="blur-box"
        className="mod-blur"
        style={{ aspectRatio: `${photo.width} / ${photo.height}` }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = at(event);
        }}
        onPointerMove={(event) => setDrawn(reach(event))}
        onPointerUp={finish}
      >
        <img className="mod-blur-pic" src={pictureUrl(photo.url)} alt="按住拖动，框出要模糊的地方" draggable={false} />
        {[...areas, ...(drawn ? [drawn] : [])].map((area) => (
          <div
            key={`${area.x} ${area.y} ${area.width}`}
            className="mod-blur-area"
            style={{
              left: percent(area.x),
              top: percent(area.y),
              width: percent(area.width),
              height: percent(area.height),
            }}
          />
        ))}
      </div>
      <View className="row row--wrap gap-2 mod-acts">
        <View className="cap-2 grow">{areas.length ? `已框 ${areas.length} 处` : '按住拖动，框出要模糊的地方'}</View>
        <Button kind="quiet" small text="框正中一块" onTap={() => onChange([...areas, MIDDLE])} />
        {areas.length ? (
          <Button kind="quiet" small icon="return" text="去掉最后一处" onTap={() => onChange(areas.slice(0, -1))} />
        ) : null}
      </View>
    </View>
  );
}
