import { Text, View } from '@tarojs/components';
import type { PhotoView } from '../../shared/media/contract';
import { pictureUrl } from '../api/wire';
import { previewPhotos } from '../platform/camera';
import { Picture } from './picture';
import { Tap } from './tap';

interface Side {
  photo: PhotoView;
  caption: string;
}

/** What it was and what it is, side by side. */
export function BeforeAfter({ before, after }: { before?: Side; after?: Side }) {
  const sides = [before, after].filter((side): side is Side => side !== undefined);
  const urls = sides.map((side) => pictureUrl(side.photo.url));
  return (
    <View className="ba">
      {sides.map((side, index) => (
        <Tap
          key={side.photo.id}
          className="ba-f"
          label={`${side.caption}的照片`}
          onTap={() => previewPhotos(urls, index)}
        >
          <Picture className="ba-pic" src={urls[index] ?? ''} alt="" />
          <Text className={`ba-cap ${side === after ? 'ba-cap--after' : ''}`}>{side.caption}</Text>
        </Tap>
      ))}
    </View>
  );
}
