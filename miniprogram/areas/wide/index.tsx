import { View } from '@tarojs/components';
import { useMe } from '../../api/session';
import { Button } from '../../components/button';
import { Empty } from '../../components/faces';
import { Page } from '../../components/page';
import { WideNav } from '../../components/wide-nav';
import { go } from '../../platform/go';
import { Cards } from './cards';
import { Importing } from './importing';
import './index.scss';

/** Areas as files, and the printing of street cards; in the browser only. */
export default function AreasWide() {
  const me = useMe();
  const administers = Boolean(me?.can.administer);
  const prints = administers || Boolean(me?.posts.some(({ role }) => role === 'dispatcher'));
  return (
    <Page title="区划与街牌" back="close" onBack={go.home} wide className="awide">
      <WideNav at="areas" />
      {me && !prints ? (
        <Empty
          icon="shield"
          title="这里由管理员和派遣员使用"
          text="您还没有担任职务。有邀请码可以先认领。"
          action={<Button kind="secondary" text="认领职务" onTap={go.claimPost} />}
        />
      ) : null}
      {prints ? (
        <View className="awide-in">
          {administers ? <Importing /> : null}
          <Cards />
        </View>
      ) : null}
    </Page>
  );
}
