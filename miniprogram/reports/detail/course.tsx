import { View } from '@tarojs/components';
import type { ReportView } from '../../../shared/reports/contract';
import { type Step, Timeline } from '../../components/timeline';
import { toast } from '../../components/toast';
import { fullDate, when } from '../../components/when';

const HOPS = new Set(['transfer', 'return', 'assign', 'reopen', 'joint-add', 'absorb', 'part']);
const BAD = new Set([
  'reject',
  'overdue',
  'escalate',
  'not-fixed',
  'verify-fail',
  'grant-reopen',
  'call-back-reopen',
  'joint-overdue',
  'supervision-overdue',
]);
const WAITS = new Set([
  'resolve',
  'verify-pass',
  'request-extension',
  'request-suspension',
  'request-reopen',
  'appeal',
]);

type Entry = ReportView['timeline'][number];

/** The newest first: what happened is asked for more often than how it began. */
export function Course({ report }: { report: ReportView }) {
  const now = Date.now();
  // newest first, also among steps of the same instant
  const entries = [...report.timeline].reverse().sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const steps = entries.map((entry, index): Step => stepOf(opening(entry, report), index === 0, now));
  return (
    <View className="card">
      <Timeline steps={steps} onTime={(full) => toast(full, 'clock')} />
    </View>
  );
}

/** The first entry says only that it happened; what was said and photographed stands on the report itself. */
function opening(entry: Entry, report: ReportView): Entry {
  // another resident's report that was merged brings its own words
  if (entry.move !== 'submit' || entry.of) return entry;
  return {
    ...entry,
    text: entry.text || report.description,
    photos: entry.photos.length ? entry.photos : report.photos,
  };
}

function stepOf(entry: Entry, newest: boolean, now: number): Step {
  const to = entry.to ? `交给 ${entry.to}` : '';
  const who = [entry.by.label, to, entry.reason ?? ''].filter(Boolean).join(' · ');
  return {
    id: entry.id,
    what: entry.internal ? `${entry.title}（内部）` : entry.title,
    time: { short: when(entry.at, now), full: fullDate(entry.at) },
    who,
    say: entry.text,
    photos: entry.photos,
    ...kindOf(entry.move, newest),
  };
}

function kindOf(move: string, newest: boolean): Pick<Step, 'kind'> {
  if (BAD.has(move)) return { kind: 'bad' };
  if (newest) return { kind: WAITS.has(move) ? 'wait' : 'now' };
  return HOPS.has(move) ? { kind: 'hop' } : {};
}
