import { View } from '@tarojs/components';
import { Page } from '../../components/page';
import { SECTIONS } from './sections';

/** 参与: what one can take part in. Every kind brings a section of its own, with its own four faces. */
export default function JoinPage() {
  return (
    <Page title="参与" tabs>
      <View className="wrap">
        {SECTIONS.map(({ id, Section }) => (
          <Section key={id} />
        ))}
      </View>
    </Page>
  );
}
