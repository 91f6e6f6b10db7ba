import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import type { readHours } from '../../../shared/volunteers/contract';
import { totalHours } from '../../../shared/volunteers/hours';
import type { ServiceView, VolunteerView } from '../../../shared/volunteers/views';
import { clockText, fullTimeText, monthDayText } from '../../../shared/words';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { ListRow, SectionHead } from '../../components/list-row';
import { Note } from '../../components/note';
import { ObjectSheet } from '../../components/object-sheet';
import { Nav, Page } from '../../components/page';
import { go } from '../../platform/go';
import { KindBars, MonthBars, Ring, StarRow } from './charts';
import './index.scss';
import { FactList } from '../parts/facts';
import { useHours } from './use-hours';

type Hours = Reply<typeof readHours>;
const HALF_YEAR = 6;

export default function HoursPage() {
  const page = useHours();
  const { mine, volunteer, hours } = page;
  const [objecting, setObjecting] = useState<ServiceView>();
  const data = hours.data;
  if (!volunteer || !data)
    return (
      <Page title="时长与星级" back="back">
        <View className="wrap">
          {mine.status === 'error' ? <ErrorFace error={mine.error} onRetry={() => void mine.reload()} /> : null}
          {hours.status === 'error' ? <ErrorFace error={hours.error} onRetry={() => void hours.reload()} /> : null}
          {mine.status === 'ready' && !volunteer ? (
            <Empty
              icon="hands"
              title="还不是志愿者"
              text="登记一分钟：姓名、电话、出生年份。有了编号就能报名、计时长、开证明。"
              action={<Button id="to-register" text="登记为志愿者" onTap={() => go.registerVolunteer()} />}
            />
          ) : null}
          {mine.status === 'loading' || (volunteer && hours.status === 'loading') ? <Skeleton kind="detail" /> : null}
        </View>
      </Page>
    );
  return (
    <Page ownNav>
      <Hero data={data} />
      <View className="wrap">
        {page.items.length > 1 ? (
          <View className="chips gap-3">
            {page.items.map((one) => (
              <Chip
                key={one.id}
                role="radio"
                text={one.child ? `孩子 ${one.name}` : `本人 ${one.name}`}
                on={one.id === volunteer.id}
                onTap={() => page.choose(one.id)}
              />
            ))}
          </View>
        ) : null}
        <Standing volunteer={volunteer} />
        <View className="card gap-3">
          <View className="row row--between">
            <Text className="head">近六个月（小时）</Text>
            <Text className="cap">共 {totalHours(data.months.slice(-HALF_YEAR))} 小时</Text>
          </View>
          <MonthBars months={data.months} />
        </View>
        {data.kinds.length > 0 ? (
          <View className="card">
            <View className="head">按种类</View>
            <KindBars kinds={data.kinds} />
          </View>
        ) : null}
        <View className="card card--flush">
          <ListRow
            icon="certificate"
            title="开一张志愿服务证明"
            note="有编号，单位学校可扫码核对"
            onTap={() => go.certificates(volunteer.id)}
          />
          {volunteer.state === 'active' ? (
            <ListRow
              icon="edit"
              title="修改登记"
              note="电话、特长、空闲时间、区域"
              onTap={() => go.volunteerProfile(volunteer.id)}
            />
          ) : null}
          <ListRow icon="calendar" title="我的班次" onTap={() => go.myShifts()} />
          <ListRow icon="users" title="给孩子登记" onTap={() => go.registerVolunteer('1')} />
        </View>
        <Services services={data.services} onObject={setObjecting} />
        <FactList facts={data.facts} />
        <View className="row row--wrap gap-4">
          {volunteer.state === 'active' ? (
            <Button small kind="plain" text="退出志愿服务" onTap={() => void page.leave(volunteer)} />
          ) : (
            <Button
              small
              text="重新加入"
              onTap={() => (volunteer.child ? go.registerVolunteer('1') : go.registerVolunteer())}
            />
          )}
          <Button small kind="danger" text="删除全部登记" onTap={() => void page.remove(volunteer)} />
        </View>
      </View>
      {objecting ? (
        <ObjectSheet
          title={`对“${objecting.activity.title}”有异议`}
          hint="比如：我 9 点才走"
          onClose={() => setObjecting(undefined)}
          onSend={(text) => void page.object(objecting, text).then((ok) => ok && setObjecting(undefined))}
        />
      ) : null}
    </Page>
  );
}

function Hero({ data }: { data: Hours }) {
  const { stars, hours, times, volunteer } = data;
  return (
    <View className="hr-hero">
      <Nav title="时长与星级" back="back" kind="clear" />
      <View className="wrap hr-top">
        <Ring share={stars.share} hours={hours} />
        <View className="grow">
          <StarRow stars={stars.stars} of={stars.of} />
          <View className="hr-name">{stars.name}</View>
          <View className="hr-nx">
            {stars.missing === null ? '已到最高星级' : `再服务 ${stars.missing} 小时到下一星`}
          </View>
          <View className="hr-nx">服务 {times} 次</View>
          <View className="hr-nx">编号 {volunteer.number}</View>
        </View>
      </View>
      <View className="band" aria-hidden="true" />
    </View>
  );
}

function Standing({ volunteer }: { volunteer: VolunteerView }) {
  const { count, limit, until } = volunteer.noShows;
  if (volunteer.state === 'left') return <Note icon="info">您已退出志愿服务，时长和证明都还在。</Note>;
  if (until)
    return (
      <Note tone="amber" icon="pause">
        多次报名没有到场，暂停报名到 {fullTimeText(new Date(until))}。
      </Note>
    );
  return count > 0 ? (
    <Note tone="amber" icon="warning">
      已有 {count} 次没到场也没取消，满 {limit} 次会暂停报名。
    </Note>
  ) : null;
}

function Services({
  services,
  onObject,
}: {
  services: readonly ServiceView[];
  onObject: (service: ServiceView) => void;
}) {
  if (services.length === 0)
    return <Empty icon="clock" title="还没有服务记录" text="参加活动并签到签退，结算后会记在这里。" />;
  return (
    <View className="sec">
      <SectionHead title="服务记录" />
      <View className="card card--flush">
        {services.map((service) => {
          const [from, to] = [new Date(service.from), new Date(service.to)];
          const last = service.corrections.at(-1);
          return (
            <View key={service.signUp} className="lrow lrow--plain">
              <View className="grow">
                <Text className="strong clip">{service.activity.title}</Text>
                <View className="cap">
                  {monthDayText(from)} {clockText(from)}–{clockText(to)} · {service.how}
                </View>
                {last ? (
                  <View className="cap amber-text">
                    {last.by}更正：{last.before} → {last.after} 小时，{last.reason}
                  </View>
                ) : null}
                {service.objection ? (
                  <View className="cap">
                    异议：{service.objection.text}
                    {service.objection.answer ? `；答复：${service.objection.answer}` : '（等答复）'}
                  </View>
                ) : null}
                {service.can.object ? (
                  <Button
                    kind="quiet"
                    text="有异议"
                    label={`对${service.activity.title}有异议`}
                    onTap={() => onObject(service)}
                  />
                ) : null}
              </View>
              <Text className="hr-rec">{service.hours}</Text>
              <Text className="cap">小时</Text>
            </View>
          );
        })}
      </View>
    </View>
  );
}
