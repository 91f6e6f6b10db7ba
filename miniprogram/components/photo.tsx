import { View } from '@tarojs/components';
import type { PhotoView } from '../../shared/media/contract';
import { pictureUrl } from '../api/wire';
import { Icon } from './icon';
import { Picture } from './picture';
import { tintOf } from './tint';

/** A stored photo in a box that has its size before the picture arrives; lists load it only when it comes near. */
export function Thumb({ photo, icon = 'image', alt = '' }: { photo: PhotoView | null; icon?: string; alt?: string }) {
  return (
    <View className="rep-img" style={photo ? tintOf(photo.hash) : {}}>
      {photo ? (
        <Picture className="rep-pic" src={pictureUrl(photo.thumbnailUrl)} alt={alt || '现场照片'} />
      ) : (
        <Icon name={icon} />
      )}
    </View>
  );
}
