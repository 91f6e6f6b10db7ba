import { View } from '@tarojs/components';
import { useState } from 'react';
import { KIND_NAMES, KINDS } from '../../../shared/activities/kinds';
import { readGround } from '../../api/catalogue';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { useGroundShapes } from '../../components/ground';
import { Page } from '../../components/page';
import { PhotoGrid } from '../../components/photo-grid';
import { go } from '../../platform/go';
import { PortalMap } from '../../platform/map';
import './index.scss';
import { useWrite } from './use-write';

type Writing = ReturnType<typeof useWrite>;
const PHOTOS = 9;

/** Writes an activity, or changes one: what, when, where, and what people must know before they come. */
export default function WriteActivityPage() {
  const page = useWrite();
  const { organises, known } = page;
  const waits = organises.status === 'loading' || known?.status === 'loading';
  const error = organises.error ?? known?.error;
  const nobody = organises.status === 'ready' && organises.data.organises.length === 0;
  const open = !waits && !error && !nobody;
  return (
    <Page
      title={page.revising ? '修改活动' : '组织活动'}
      back="back"
      bar={
        open ? (
          <Button
            id="save-activity"
            block
            text={page.missing ?? (page.revising ? '保存修改' : '存成草稿')}
            off={Boolean(page.missing)}
            busy={page.busy}
            onTap={() => void page.send()}
          />
        ) : undefined
      }
    >
      <View className="wrap">
        {waits ? <Skeleton kind="rows" count={4} /> : null}
        {error ? <ErrorFace error={error} onRetry={() => void organises.reload()} /> : null}
        {nobody ? (
          <Empty
            icon="shield"
            title="组织者才能发布活动"
            text="派遣员、部门工作人员和志愿队队长可以组织活动。"
            action={<Button kind="secondary" text="看近期活动" onTap={() => go.activities()} />}
          />
        ) : null}
        {open ? (
          <>
            <What page={page} />
            <When page={page} />
            <Where page={page} />
            <Know page={page} />
            {page.problem ? (
              <View className="help help--err" {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : {})}>
                {page.problem}
              </View>
            ) : null}
          </>
        ) : null}
      </View>
    </Page>
  );
}

function What({ page }: { page: Writing }) {
  const { draft, edit, organises } = page;
  const keys = organises.data?.organises ?? [];
  return (
    <View className="card form">
      <View className="lab">哪一类</View>
      <View className="chips">
        {KIND_NAMES.map((kind) => (
          <Chip
            key={kind}
            role="radio"
            icon={KINDS[kind].icon}
            text={KINDS[kind].name}
            on={draft.kind === kind}
            onTap={() => page.chooseKind(kind)}
          />
        ))}
      </View>
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
        <>
          <View className="lab">主办</View>
          <View className="chips">
            {keys.map(({ key, name }) => (
              <Chip
                key={key}
                role="radio"
                text={name}
                on={draft.organiser === key}
                onTap={() => edit({ organiser: key })}
              />
            ))}
          </View>
        </>
      ) : null}
      <View className="lab">谁能报名</View>
      <View className="chips">
        <Chip
          role="radio"
          text="只招志愿者"
          on={draft.audience === 'volunteers'}
          onTap={() => edit({ audience: 'volunteers' })}
        />
        <Chip
          role="radio"
          text="人人可报"
          on={draft.audience === 'everyone'}
          onTap={() => edit({ audience: 'everyone' })}
        />
      </View>
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

function When({ page }: { page: Writing }) {
  const { draft, edit } = page;
  return (
    <View className="card form">
      <Field id="day" label="日期" value={draft.day} max={10} hint="2026-11-28" onChange={(day) => edit({ day })} />
      {draft.shifts.map((shift, i) => (
        <View key={shift.id} className="wr-shift gap-3">
          <Field
            id={`shift-${i}`}
            label={`班次 ${i + 1}`}
            value={shift.name}
            max={20}
            hint="净街、引导……"
            onChange={(name) => page.editShift(i, { name })}
          />
          <View className="wr-two">
            <View className="grow">
              <Field
                label="开始"
                value={shift.from}
                max={5}
                hint="07:00"
                onChange={(from) => page.editShift(i, { from })}
              />
            </View>
            <View className="grow">
              <Field label="结束" value={shift.to} max={5} hint="09:00" onChange={(to) => page.editShift(i, { to })} />
            </View>
          </View>
          <View className="wr-two">
            <View className="grow">
              <Field
                id={`capacity-${i}`}
                label="名额"
                type="number"
                value={shift.capacity}
                max={3}
                hint="20"
                onChange={(capacity) => page.editShift(i, { capacity })}
              />
            </View>
            <View className="grow">
              <Field
                label="最低年龄"
                type="number"
                value={shift.minAge}
                max={2}
                hint="可不填"
                onChange={(minAge) => page.editShift(i, { minAge })}
              />
            </View>
          </View>
          {draft.shifts.length > 1 ? (
            <Button kind="quiet" icon="trash" text="删去这个班次" onTap={() => page.dropShift(i)} />
          ) : null}
        </View>
      ))}
      <Button kind="quiet" icon="plus" text="再加一个班次" onTap={page.addShift} />
      {page.revising ? null : (
        <>
          <View className="lab">重复</View>
          <View className="chips">
            <Chip role="radio" text="只办一次" on={draft.repeat === 'none'} onTap={() => edit({ repeat: 'none' })} />
            <Chip role="radio" text="每周" on={draft.repeat === 'week'} onTap={() => edit({ repeat: 'week' })} />
            <Chip role="radio" text="每月" on={draft.repeat === 'month'} onTap={() => edit({ repeat: 'month' })} />
          </View>
          {draft.repeat === 'none' ? null : (
            <>
              <Field
                label="重复到哪天"
                value={draft.until}
                max={10}
                hint="2026-12-31"
                onChange={(until) => edit({ until })}
              />
              <Field
                label="哪几天不办"
                note="可不填"
                value={draft.except}
                max={300}
                hint="2026-12-12 2026-12-26"
                onChange={(except) => edit({ except })}
              />
            </>
          )}
        </>
      )}
    </View>
  );
}

function Where({ page }: { page: Writing }) {
  const { draft, edit } = page;
  const ground = useCall('ground', readGround);
  const shapes = useGroundShapes(ground.data);
  // the map is opened at the place known first; later it is moved under the pin
  const [start, setStart] = useState(draft.point);
  const centre = start ?? draft.point ?? ground.data?.centre;
  return (
    <View className="card form">
      <Field
        id="place"
        label="集合地点"
        value={draft.place}
        max={60}
        hint="鹿城南路五一路口"
        onChange={(place) => edit({ place })}
      />
      {centre ? (
        <PortalMap
          className="wr-map"
          centre={centre}
          zoom={16}
          picking
          lines={shapes.lines}
          areas={shapes.areas}
          tileUrl={ground.data?.tileUrl ?? null}
          onMove={(point) => {
            setStart((old) => old ?? centre);
            edit({ point });
          }}
        />
      ) : (
        <View className="wr-map sk" />
      )}
      <View className="row row--wrap gap-2">
        <Button kind="plain" small icon="target" text="用我现在的位置" onTap={() => void page.here()} />
        <Button
          id="here-on-map"
          kind="plain"
          small
          icon="location"
          text={draft.point ? '已定好位置' : '就在地图中间'}
          onTap={() => centre && edit({ point: { lng: centre.lng, lat: centre.lat } })}
        />
      </View>
      {KINDS[draft.kind].needsArea ? (
        <Field
          label="属于哪个街道或小区"
          note="区域编码，可不填"
          value={draft.area}
          max={40}
          hint="532301101001"
          onChange={(area) => edit({ area })}
        />
      ) : null}
      <View className="wr-two">
        <View className="grow">
          <Field
            id="contact"
            label="联系人"
            value={draft.contact}
            max={20}
            hint="杨队长"
            onChange={(contact) => edit({ contact })}
          />
        </View>
        <View className="grow">
          <Field
            id="phone"
            label="电话"
            value={draft.phone}
            max={20}
            hint="0878-"
            onChange={(phone) => edit({ phone })}
          />
        </View>
      </View>
    </View>
  );
}

function Know({ page }: { page: Writing }) {
  const { draft, edit } = page;
  return (
    <View className="card form">
      <Field
        id="risks"
        lines
        label="有什么风险"
        note="报名的人要先看"
        value={draft.risks}
        max={300}
        hint="比如：人行道作业，注意车辆"
        onChange={(risks) => edit({ risks })}
      />
      <Field
        id="insurance"
        lines
        label="保险"
        value={draft.insurance}
        max={200}
        hint="比如：主办方购买当天意外险"
        onChange={(insurance) => edit({ insurance })}
      />
      <Field
        id="bring"
        label="要带什么"
        note="可不填"
        value={draft.bring}
        max={200}
        hint="水杯、帽子"
        onChange={(bring) => edit({ bring })}
      />
    </View>
  );
}
