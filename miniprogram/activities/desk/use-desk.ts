import { useEffect, useState } from 'react';
import { activityStatistics, exportActivities, listOrganised } from '../../../shared/activities/staff-contract';
import type { ActivityState } from '../../../shared/activities/states';
import { dateOfDay, dayOf } from '../../../shared/workdays';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { refreshMe, useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { usePages } from '../../api/use-pages';
import { pictureUrl } from '../../api/wire';
import { toast } from '../../components/toast';
import { openFile } from '../../platform/document';

const DAYS_BACK = 180;
const DAYS_AHEAD = 60;

export function useDesk() {
  const me = useMe();
  const session = useCall('me', refreshMe);
  const [state, setState] = useState<ActivityState>();
  const [opened, setOpened] = useState<string>();
  const [figures, setFigures] = useState(false);
  const today = dayOf(Date.now());
  const [from, setFrom] = useState(dateOfDay(today - DAYS_BACK));
  const [to, setTo] = useState(dateOfDay(today + DAYS_AHEAD));
  const works = Boolean(me?.posts.length);
  const list = usePages(me ? `${me.id} ${state ?? ''}` : undefined, (cursor) =>
    call(listOrganised, { query: { ...(state && { state }), ...(cursor && { cursor }) } }),
  );
  const good = /^\d{4}-\d{2}-\d{2}$/.test(from) && /^\d{4}-\d{2}-\d{2}$/.test(to);
  const numbers = useCall(figures && good && me ? `${me.id} ${from} ${to}` : undefined, () =>
    call(activityStatistics, { query: { from, to } }),
  );
  useEffect(() => {
    if (state) setOpened(undefined);
  }, [state]);
  const exportAs = async (what: 'activities' | 'attendances' | 'volunteers', format: 'csv' | 'xlsx') => {
    try {
      const { url } = await call(exportActivities, { body: { what, format, from, to } });
      await openFile(pictureUrl(url), 'download');
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}，${detail}`, 'warning');
    }
  };
  return {
    me,
    session,
    works,
    state,
    setState: (next: ActivityState | undefined) => {
      setFigures(false);
      setState(next);
    },
    list,
    opened,
    open: setOpened,
    figures,
    showFigures: () => {
      setOpened(undefined);
      setFigures(true);
    },
    from,
    setFrom,
    to,
    setTo,
    numbers,
    exportAs,
  };
}
export type Desk = ReturnType<typeof useDesk>;
