import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { PhotoView } from '../../shared/media/contract';
import { pictureUrl } from '../api/wire';
import { previewPhotos } from '../platform/camera';
import { Picture } from './picture';
import { Tap } from './tap';

export interface Step {
  id: string;
  what: string;
  /** short time and, on tap, the full one */
  time?: { short: string; full: string };
  tail?: ReactNode;
  who?: string;
  say?: string;
  photos?: readonly PhotoView[];
  kind?: 'now' | 'wait' | 'bad' | 'hop' | 'next';
}

/** The thread upright: a knot where something happened. */
export function Timeline({ steps, onTime }: { steps: readonly Step[]; onTime?: (full: string) => void }) {
  return (
    <View>
      {steps.map((step) => (
        <View key={step.id} className={`tl-i ${step.kind ? `tl-i--${step.kind}` : ''}`}>
          <View className="tl-h">
            <Text className="tl-what">{step.what}</Text>
            {step.time ? (
              <Tap
                className="tl-when"
                label={`${step.time.short}，${step.time.full}`}
                onTap={() => step.time && onTime?.(step.time.full)}
              >
                {step.time.short}
              </Tap>
            ) : null}
            {step.tail}
          </View>
          {step.who ? <Text className="tl-who">{step.who}</Text> : null}
          {step.say ? <View className="tl-say">{step.say}</View> : null}
          {step.photos?.length ? <StepPhotos photos={step.photos} what={step.what} /> : null}
        </View>
      ))}
    </View>
  );
}

function StepPhotos({ photos, what }: { photos: readonly PhotoView[]; what: string }) {
  const urls = photos.map((photo) => pictureUrl(photo.url));
  return (
    <View className="tl-ph">
      {photos.map((photo, index) => (
        <Tap
          key={photo.id}
          className="tl-pic"
          label={`${what}的照片 ${index + 1}`}
          onTap={() => previewPhotos(urls, index)}
        >
          <Picture className="rep-pic" src={pictureUrl(photo.thumbnailUrl)} alt="" />
        </Tap>
      ))}
    </View>
  );
}
