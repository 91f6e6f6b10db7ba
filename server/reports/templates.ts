// Reply templates: words that fit most cases of a category, with placeholders that are filled in for the report at hand. Data that a
// county may replace; what is here is what the portal comes with.
import * as v from 'valibot';
import type { Actor } from '../../shared/people/actor';
import { ReplyTemplate, type ReplyTemplateView } from '../../shared/reports/admin-contract';
import { dateText } from '../../shared/words';
import { partyLabel } from '../areas';
import { Refusal, refuseUnless } from '../core/refusal';
import { storedSetting } from '../core/settings';
import { canAdministerAll } from '../people';
import { categoryNamed } from './catalogue';
import { changeStored } from './change-stored';
import type { ReportRecord } from './model';

const KEY = 'reply-templates';
const Templates = v.array(ReplyTemplate);
type Template = ReplyTemplateView;

const row = (id: string, move: Template['move'], fits: string[], text: string): Template => ({ id, move, fits, text });
const DEFAULTS: readonly Template[] = [
  row('seen', 'reply', [], '您反映的{地点}{类别}，{单位}已到现场查看，{时限}前办好。'),
  row('parts', 'reply', ['公用设施', '道路设施', '供排水'], '{地点}需要更换配件，配件到了就换，预计{时限}前完成。'),
  row('night', 'reply', ['噪声'], '{单位}已约谈相关人员，今晚再到{地点}复查。'),
  row('cleaned', 'resolve', ['垃圾', '市容', '绿化'], '{地点}已清理干净，并安排专人巡查。'),
  row('repaired', 'resolve', ['公用设施', '道路设施', '供排水'], '{地点}已修好，请放心使用。'),
  row('cleared', 'resolve', ['街面秩序', '交通'], '{地点}已劝离并恢复通行。'),
  row('filed', 'resolve', ['违建', '施工'], '{地点}已立案查处，处理结果会依法公开。'),
  row('done', 'resolve', [], '您反映的{地点}{类别}已处理，请您评价。'),
  row('not-mine', 'transfer', [], '{地点}这类问题由该单位负责，请在时限内处理。'),
  row('elsewhere', 'return', [], '{地点}不在{单位}负责的范围，请改派。'),
  row('weather', 'request-suspension', [], '{地点}要等天气和施工条件具备，届时恢复办理。'),
  row('called', 'call-back', [], '已向上报人说明{地点}{类别}的处理情况，上报人（）。'),
];

/** All templates, with the version a change has to name. */
export const allTemplates = async (): Promise<{ version: number; items: Template[] }> => {
  const { value, version } = await storedSetting(KEY);
  return { version, items: value === undefined ? [...DEFAULTS] : v.parse(Templates, value) };
};

/** Replaces them. @throws Refusal post.not-held | administration.stale */
export const saveTemplates = async (
  actor: Actor,
  { version, items }: { version: number; items: Template[] },
  now: Date,
): Promise<{ version: number; items: Template[] }> => {
  refuseUnless(canAdministerAll(actor), 'post.not-held');
  const before = await allTemplates();
  if (before.version !== version) throw new Refusal('administration.stale', { extra: { current: before } });
  const text = `回复模板 ${items.length} 条`;
  await changeStored(actor, now, { name: KEY, version, value: items, before: before.items, text }, allTemplates);
  return { version: version + 1, items };
};

/** Templates that fit a report, filled in. */
export const templatesFor = async (report: ReportRecord, now: Date) => {
  const category = categoryNamed(report.category);
  const words: Record<string, string> = {
    类别: category.name,
    地点: report.address || report.street?.name || '',
    单位: partyLabel(report.party, now),
    时限: dateText(report.resolveBy),
  };
  return (await allTemplates()).items
    .filter(({ fits }) => fits.length === 0 || fits.includes(category.group) || fits.includes(category.id))
    .map(({ id, move, text }) => ({ id, move, text: text.replace(/\{(.+?)\}/g, (all, key) => words[key] ?? all) }));
};
