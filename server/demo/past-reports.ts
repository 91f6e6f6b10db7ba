// The past reports go through the same commands as everybody's, at the times the stories tell.
import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import { alwaysPrivate } from '../../shared/reports/category';
import { directory, partyNamed } from '../areas';
import type { Keys } from '../core/keys';
import { Refusal } from '../core/refusal';
import { keepPicture, type Storage } from '../media';
import { flagReport } from '../moderation';
import { actorFor, holdersAt, People } from '../people';
import {
  catalogue,
  catchUp,
  type MoveRequest,
  moveReport,
  type ReportRecord,
  Reports,
  rateReport,
  submitReport,
} from '../reports';
import { drawPicture } from './pictures';
import { pointOn, streetNamed } from './places';
import { STORIES, type Step, type Story } from './stories';

export interface Stage {
  keys: Keys;
  storage: Storage;
  now: Date;
}

/** People a story needs beside the reporter and whoever has the report. */
interface Cast {
  dispatcher: string;
  inspector: string;
  viceGeneral: string;
}

const HOUR_MS = 3600_000;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The same story gets the same identifiers, so that seeding twice makes nothing twice. */
const idOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24);

const personNamed = async (name: string): Promise<string> => {
  const person = await People.findOne({ openid: `demo:${name}` }, { _id: 1 }).lean();
  if (!person) throw new Error(`no demo person ${name}`);
  return String(person._id);
};

/** Somebody who may make the next step: whoever holds the party's post, the reporter, the dispatcher or the inspector. */
const actorOf = (report: ReportRecord, move: MoveRequest['move'], at: Date, cast: Cast): string => {
  if (REPORTERS.includes(move)) return String(report.reporter);
  if (DISPATCHERS.includes(move)) return cast.dispatcher;
  if (move === 'call-back') return cast.inspector;
  if (move === 'supervise') return cast.viceGeneral;
  const [holder] = holdersAt(report.party.key, ['chief', 'deputy_chief', 'head', 'handler', 'grid_officer'], at);
  if (!holder) throw new Refusal('report.move-not-yours');
  return holder;
};
const holderOf = (key: string, at: Date): string => {
  const [holder] = holdersAt(key, ['handler', 'head'], at);
  if (!holder) throw new Error(`nobody at ${key}`);
  return holder;
};
const REPORTERS: readonly MoveRequest['move'][] = ['withdraw', 'urge', 'supplement', 'not-fixed'];
const DISPATCHERS: readonly MoveRequest['move'][] = [
  'assign',
  'reject',
  'grant-suspension',
  'grant-extension',
  'merge',
];

const photo = async (stage: Stage, owner: string, story: Story, when: 'before' | 'after'): Promise<string[]> => {
  if (!story.subject) return [];
  const bytes = await drawPicture(story.subject, when, Math.round(story.along * 100));
  return [(await keepPicture(stage.storage, new Types.ObjectId(owner), bytes, stage.now))._id];
};

const departmentNamed = (part: string): string => {
  const found = [...directory.current().departments.values()].find((d) => d.name.includes(part));
  if (!found) throw new Error(`no demo department ${part}`);
  return `department:${found._id}`;
};

type Move = DistributiveOmit<MoveRequest, 'moveId' | 'version'>;

const storyId = (index: number) => idOf(`story-${index}`);
/** Number of the report that a story with these words became. */
const numberOf = async (words: string): Promise<string> => {
  const index = STORIES.findIndex((story) => story.words === words);
  const found = await Reports.findOne({ submissionId: storyId(index) }, { number: 1 }).lean();
  if (!found) throw new Error(`no story says ${words}`);
  return found.number;
};

const dayAfter = (at: Date, days: number) => new Date(at.getTime() + days * 24 * HOUR_MS).toISOString().slice(0, 10);

/** The moves a step of a story stands for; a suspension and an extension are asked for and granted. */
const movesOf = async (stage: Stage, report: ReportRecord, story: Story, step: Step, at: Date): Promise<Move[]> => {
  switch (step[1]) {
    case 'accept':
    case 'withdraw':
      return [{ move: step[1], input: { text: '' } }];
    case 'urge':
      return [{ move: step[1], input: { text: step[2] } }];
    case 'return':
      return [{ move: step[1], input: { text: step[2] } }];
    case 'reply':
    case 'supplement':
    case 'not-fixed':
    case 'note':
      return [{ move: step[1], input: { text: step[2], photos: [] } }];
    case 'call-back':
      return [{ move: step[1], input: { text: step[2], reason: 'explained' } }];
    case 'resolve': {
      const photos = await photo(stage, actorOf(report, 'resolve', at, NOBODY), story, 'after');
      return [{ move: step[1], input: { text: step[2], photos } }];
    }
    case 'suspend': {
      const date = dayAfter(at, step[3]);
      return [
        { move: 'request-suspension', input: { text: step[2], reason: 'season', date } },
        { move: 'grant-suspension', input: { text: '', date } },
      ];
    }
    case 'extend':
      return [
        { move: 'request-extension', input: { text: step[2], date: dayAfter(report.dueAt, step[3]) } },
        { move: 'grant-extension', input: { text: '' } },
      ];
    case 'transfer':
      return [{ move: step[1], input: { text: step[2], assignee: departmentNamed(step[3]) } }];
    case 'assign':
      return [
        {
          move: step[1],
          input: { text: '', assignee: partyNamed(`area:${streetNamed(step[2])._id}`)?.key ?? '' },
        },
      ];
    case 'joint':
      return [{ move: 'joint-add', input: { text: step[2], assignee: departmentNamed(step[3]) } }];
    case 'joint-answer': {
      const key = departmentNamed(step[3]);
      const task = report.joint.find(({ party, state }) => party.key === key && state === 'open');
      return [{ move: step[1], input: { text: step[2], photos: [], task: String(task?._id) } }];
    }
    case 'supervise':
      return [{ move: step[1], input: { text: step[2], date: dayAfter(at, step[3]) } }];
    case 'merge':
      return [{ move: step[1], input: { text: step[2], lead: await numberOf(step[3]) } }];
    case 'reject':
      return [{ move: step[1], input: { text: step[2], reason: step[3] } }];
    default:
      throw new Error(`no move ${step[1]}`);
  }
};
const NOBODY: Cast = { dispatcher: '', inspector: '', viceGeneral: '' };

const live = async (stage: Stage, story: Story, index: number, cast: Cast): Promise<void> => {
  const reporter = await personNamed(story.who);
  const reportedAt = new Date(stage.now.getTime() - story.hoursAgo * HOUR_MS);
  const viewerAt = (personId: string, now: Date) => ({
    actor: actorFor(personId, now),
    now,
    mediaKey: stage.keys.media,
  });
  const submissionId = storyId(index);
  if (await Reports.exists({ reporter, submissionId })) return;
  const { report: first } = await submitReport(
    actorFor(reporter, reportedAt),
    {
      submissionId,
      category: story.category,
      description: story.words,
      location: pointOn(streetNamed(story.street), story.along),
      address: story.address,
      photos: await photo(stage, reporter, story, 'before'),
      visibility: alwaysPrivate(catalogue.current().byId.get(story.category)?.flags ?? []) ? 'private' : 'public',
      anonymous: false,
      allowContact: index % 2 === 0,
      source: 'app',
    },
    reportedAt,
  );
  let report = first;
  for (const [i, step] of story.steps.entries()) {
    const at = new Date(reportedAt.getTime() + step[0] * HOUR_MS);
    // reminders and closings fall into the story at the time they would have come
    report = await catchUp(report, at);
    if (step[1] === 'rate') {
      const body = {
        submissionId: idOf(`story-${index}-${i}`),
        score: step[3],
        reasons: step[3] <= 2 ? (['not-fixed'] as const).slice() : [],
        text: step[2],
      };
      report = await rateReport(actorFor(reporter, at), report.number, body, viewerAt(reporter, at));
      continue;
    }
    for (const [j, move] of (await movesOf(stage, report, story, step, at)).entries()) {
      const person =
        step[1] === 'joint-answer' ? holderOf(departmentNamed(step[3]), at) : actorOf(report, move.move, at, cast);
      report = await moveReport(
        actorFor(person, at),
        report.number,
        { moveId: idOf(`story-${index}-${i}-${j}`), version: report.version, ...move },
        viewerAt(person, at),
      );
    }
  }
  await catchUp(report, stage.now);
  for (const [who, reason, text] of story.flags ?? []) {
    const person = actorFor(await personNamed(who), stage.now);
    await flagReport(person, report.number, { reason, text }, stage.now);
  }
};

/** Tells every story that is not told yet; one that was interrupted is left as far as it came. */
export const seedPastReports = async (stage: Stage): Promise<void> => {
  const cast = {
    dispatcher: await personNamed('dispatcher'),
    inspector: await personNamed('inspector'),
    viceGeneral: await personNamed('vice-general'),
  };
  for (const [index, story] of STORIES.entries()) await live(stage, story, index, cast);
};
