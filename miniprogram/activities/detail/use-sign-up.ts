import { useState } from 'react';
import { ACTIVITY_LIMITS } from '../../../shared/activities/limits';
import { signUpFor } from '../../../shared/activities/sign-up-contract';
import type { ActivityView, ShiftView } from '../../../shared/activities/views';
import { listMembers } from '../../../shared/volunteers/group-contract';
import type { VolunteerView } from '../../../shared/volunteers/views';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { useCall } from '../../api/use-call';
import { toggled } from '../../components/choices';
import { toast } from '../../components/toast';
import { isWhole, type RelativeDraft } from './family-fields';

/** Members of the groups one leads, without oneself and one's own. */
const membersOf = async (groups: readonly string[], own: readonly string[]) => {
  const lists = await Promise.all(groups.map((id) => call(listMembers, { params: { id } })));
  const all = new Map(lists.flatMap(({ items }) => items).map((member) => [member.id, member]));
  return [...all.values()].filter(({ id }) => !own.includes(id));
};

/** The form of one sign-up: its id stays the same until it has been answered, so that a second tap signs up once. */
export function useSignUp(
  activity: ActivityView,
  shift: ShiftView,
  { volunteers, groups }: { volunteers: readonly VolunteerView[]; groups: readonly string[] },
  done: () => void,
) {
  const own = volunteers.map(({ id }) => id);
  const self = volunteers.find(({ child }) => !child);
  const [id] = useState(newId);
  const [who, setWho] = useState<string[]>(self ? [self.id] : []);
  const [companions, setCompanions] = useState(0);
  const [family, setFamily] = useState<RelativeDraft[]>([]);
  const [birthYear, setBirthYear] = useState('');
  const [acknowledged, setAcknowledged] = useState(false);
  const [photoConsent, setPhotoConsent] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const members = useCall(groups.length > 0 ? groups.join(' ') : undefined, () => membersOf(groups, own));

  const open = activity.audience === 'everyone';
  const nobody = !open && who.length === 0;
  const withCompany = open && who.length <= 1;
  // a volunteer's year of birth is known, a resident's is not
  const asksAge = shift.minAge !== null && who.length === 0 && !self;
  const tooMany = who.length > ACTIVITY_LIMITS.members;
  const missing = nobody
    ? '先选谁参加'
    : tooMany
      ? `一次最多报 ${ACTIVITY_LIMITS.members} 人`
      : withCompany && !isWhole(family)
        ? '先填家人姓名和出生年份'
        : asksAge && !/^(19|20)\d{2}$/.test(birthYear)
          ? '先填出生年份'
          : acknowledged
            ? undefined
            : '先看过风险和保险';

  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const company = withCompany
        ? {
            companions: shift.minAge === null ? companions : 0,
            family: family.map(({ name, birthYear }) => ({ name: name.trim(), birthYear: Number(birthYear) })),
          }
        : {};
      const { signUps } = await call(signUpFor, {
        params: { id: activity.id },
        body: {
          signUpId: id,
          shift: shift.id,
          volunteers: who,
          acknowledged,
          photoConsent,
          ...company,
          ...(asksAge && { birthYear: Number(birthYear) }),
        },
      });
      const [first] = signUps;
      const people = signUps.length > 1 ? `${signUps.length} 人` : '';
      if (first?.state === 'waiting') toast(`${people}已进入候补，第 ${first.ahead ?? '—'} 位`, 'hourglass');
      else toast(`${people}报名成功`);
      done();
    } catch (error) {
      const { title, detail } = wordsFor(error);
      setProblem(`${title}。${detail}`);
    }
    setBusy(false);
  };
  return {
    who,
    toggle: (one: string) => setWho((old) => toggled(old, one)),
    members: members.data ?? [],
    withCompany,
    companions,
    setCompanions,
    family,
    setFamily,
    addRelative: () => setFamily((old) => [...old, { id: newId(), name: '', birthYear: '' }]),
    asksAge,
    birthYear,
    setBirthYear,
    acknowledged,
    setAcknowledged,
    photoConsent,
    setPhotoConsent,
    missing,
    busy,
    problem,
    send,
  };
}
