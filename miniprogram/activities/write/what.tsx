import { View } from '@tarojs/components';
import { KIND_NAMES, KINDS } from '../../../shared/activities/kinds';
import { Choices } from '../../components/choices';
import { Field } from '../../components/field';
import { PhotoGrid } from '../../components/photo-grid';
import type { Writing } from './use-write';

const PHOTOS = 9;

/** Kind, title, what is done, who organises it and for whom. */
export function What({ page }: { page: Writing }) {
  const { draft, edit, organises } = page;
  const keys = organises.data?.organises ?? [];
  return (
    <View className="card form">
      <Choices
        label="哪一类"
        items={KIND_NAMES.map((id) => ({ id, text: KINDS[id].name, icon: KINDS[id].icon }))}
        chosen={[draft.kind]}
        onChoose={page.chooseKind}
      />
      <Field
        id="title"
        label="标题"
        value={draft.title}
        max={30}
        hint="比如：周六清晨净街"
        onChange={(title) => edit({ title })}
      />
      <Field
        id="about"
        lines
        label="做什么"
        value={draft.about}
        max={1000}
        hint="来的人要做什么"
        onChange={(about) => edit({ about })}
      />
      {keys.length > 1 ? (
        <Choices
          label="主办"
          items={keys.map(({ key, name }) => ({ id: key, text: name }))}
          chosen={[draft.organiser]}
          onChoose={(organiser) => edit({ organiser })}
        />
      ) : null}
      <Choices
        label="谁能报名"
        items={[
          { id: 'volunteers', text: '只招志愿者' },
          { id: 'everyone', text: '人人可报' },
        ]}
        chosen={[draft.audience]}
        onChoose={(audience) => edit({ audience })}
      />
      <View className="gap-3">
        <PhotoGrid
          photos={page.photos.photos}
          max={PHOTOS}
          addText="加一张图片"
          onAdd={() => void page.photos.add(PHOTOS)}
          onRetry={page.photos.retry}
          onRemove={page.photos.remove}
        />
      </View>
    </View>
  );
}
