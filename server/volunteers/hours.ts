// My hours: totals, the last twelve months, kinds. Everything is summed from the services themselves.
import { KIND_NAMES } from '../../shared/activities/kinds';
import { totalHours } from '../../shared/volunteers/hours';
import { starsFor } from '../../shared/volunteers/stars';
import type { ServiceView } from '../../shared/volunteers/views';
import { dateOfDay, dayOf } from '../../shared/workdays';
import { volunteerSettings } from './settings';

const MONTHS = 12;
const monthOf = (iso: string | Date) => dateOfDay(dayOf(new Date(iso).getTime())).slice(0, 7);

/** The last twelve months up to `now`, oldest first. */
const monthsUntil = (now: Date): string[] => {
  const [year = 0, month = 1] = monthOf(now).split('-').map(Number);
  return Array.from({ length: MONTHS }, (_, i) => {
    const at = new Date(Date.UTC(year, month - 1 - (MONTHS - 1 - i), 1));
    return at.toISOString().slice(0, 7);
  });
};

export const summaryOf = (services: readonly ServiceView[], now: Date) => {
  const hours = totalHours(services);
  const served = services.filter((service) => service.hours > 0);
  return {
    hours,
    times: served.length,
    stars: starsFor(hours, volunteerSettings.current().starHours),
    months: monthsUntil(now).map((month) => ({
      month,
      hours: totalHours(services.filter(({ from }) => monthOf(from) === month)),
    })),
    kinds: KIND_NAMES.map((kind) => {
      const ofKind = served.filter(({ activity }) => activity.kind === kind);
      return { kind, hours: totalHours(ofKind), times: ofKind.length };
    }).filter(({ times }) => times > 0),
  };
};
