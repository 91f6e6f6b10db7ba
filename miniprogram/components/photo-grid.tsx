import { Text, View } from '@tarojs/components';
import { previewPhotos } from '../platform/camera';
import { Icon } from './icon';
import { Picture } from './picture';
import { Tap } from './tap';

/** A photo on its way: `percent` while it is sent, `failed` when it was refused, `waiting` when there is no network. */
export interface PhotoTile {
  key: string;
  path: string;
  state: 'sending' | 'sent' | 'failed' | 'waiting';
  percent: number;
  /** why it was refused */
  problem?: string;
}

interface GridProps {
  photos: readonly PhotoTile[];
  max: number;
  onAdd: () => void;
  onRetry: (key: string) => void;
  onRemove: (key: string) => void;
  addText?: string;
}

/** Photos with their own progress, and the camera. The camera is large while there is no photo: it comes first. */
export function PhotoGrid({ photos, max, onAdd, onRetry, onRemove, addText }: GridProps) {
  const first = photos.length === 0;
  return (
    <View className={`photos ${first ? 'photos--first' : ''}`}>
      {photos.map((photo, index) => (
        <View key={photo.key} className="ph">
          <Tap
            label={`看第 ${index + 1} 张照片`}
            onTap={() =>
              previewPhotos(
                photos.map((other) => other.path),
                index,
              )
            }
          >
            <Picture className="ph-pic" src={photo.path} alt="" />
          </Tap>
          <PhotoState photo={photo} onRetry={() => onRetry(photo.key)} />
          <Tap className="ph-x" label={`删去第 ${index + 1} 张照片`} onTap={() => onRemove(photo.key)}>
            <Icon name="close" />
          </Tap>
        </View>
      ))}
      {photos.length < max ? (
        <Tap className="ph-add" label={addText ?? (first ? '拍照或从相册选' : '再拍一张')} onTap={onAdd}>
          <View className="ph-add-in">
            <Icon name="camera" />
            <Text>{first ? (addText ?? '拍照或从相册选') : '再拍'}</Text>
          </View>
        </Tap>
      ) : null}
    </View>
  );
}

function PhotoState({ photo, onRetry }: { photo: PhotoTile; onRetry: () => void }) {
  if (photo.state === 'sent') return null;
  if (photo.state === 'sending') {
    return (
      <View className="ph-veil" aria-label={`已上传 ${photo.percent}%`}>
        <Text>{photo.percent}%</Text>
        <View className="ph-pr">
          <View className="ph-pr-b" style={{ width: `${photo.percent}%` }} />
        </View>
      </View>
    );
  }
  return (
    <Tap
      className="ph-veil"
      label={photo.state === 'failed' ? '没传上去，点这里重试' : '等有网络时上传，点这里现在试'}
      onTap={onRetry}
    >
      <Icon name={photo.state === 'failed' ? 'refresh' : 'offline'} />
      <Text>{photo.state === 'failed' ? '点击重传' : '等网络'}</Text>
    </Tap>
  );
}
