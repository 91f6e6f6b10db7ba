import { useState } from 'react';
import { listGroups } from '../../../shared/volunteers/group-contract';
import { listVolunteers } from '../../../shared/volunteers/staff-contract';
import { call } from '../../api/client';
import { refreshMe, useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { usePages } from '../../api/use-pages';

export const VIEWS = [
  { id: 'volunteers', text: '志愿者', icon: 'user' },
  { id: 'groups', text: '志愿队', icon: 'users' },
  { id: 'certificates', text: '撤销证明', icon: 'certificate' },
] as const;
export type View = (typeof VIEWS)[number]['id'];

/** A number is asked for once it can be one. */
const NUMBER = /^YC-?[0-9A-Z]{5}-?[0-9A-Z]{2}-?[0-9A-Z]$/i;

export function useVolunteerDesk() {
  const me = useMe();
  const session = useCall('me', refreshMe);
  const [view, setView] = useState<View>('volunteers');
  const [search, setSearch] = useState('');
  /** id of the volunteer or group beside the table; '' founds a group */
  const [opened, setOpened] = useState<string>();
  const number = NUMBER.test(search.trim()) ? search.trim() : undefined;
  const may = me?.can.dispatch === true;
  const volunteers = usePages(may && view === 'volunteers' ? `${me.id} ${number ?? ''}` : undefined, (cursor) =>
    call(listVolunteers, { query: { ...(number && { number }), ...(cursor && { cursor }) } }),
  );
  const groups = useCall(may ? me.id : undefined, () => call(listGroups));
  return {
    me,
    may,
    session,
    view,
    choose: (next: View) => {
      setView(next);
      setOpened(undefined);
    },
    search,
    setSearch,
    opened,
    open: setOpened,
    volunteers,
    groups,
  };
}
export type VolunteerDesk = ReturnType<typeof useVolunteerDesk>;
