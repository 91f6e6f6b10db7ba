// What older reports lack is filled in from what they have; a report that has it already is left alone.

import { isCoarse } from '../../shared/reports/category';
import { NO_FACTS } from '../../shared/reports/facts';
import { labelPoint } from '../areas';
import { catalogue, reportSettings } from './catalogue';
import { UNCHECKED } from './content';
import { nextLook } from './deadlines';
import { type ReportRecord, Reports } from './model';

/** Facts, place on the desk, next look of the clockwork, numbers of followers, and the place shown to others. */
export const upgradeReports = async (): Promise<void> => {
  const { byId } = catalogue.current();
  const settings = reportSettings.current();
  for await (const old of Reports.find({ nextAt: { $exists: false } })
    .lean<ReportRecord>()
    .cursor()) {
    const clock = old.clock && { ...old.clock, pauses: [], extendedTo: null, rung: 0, level: 0 };
    const { verification, callback, rungs } = settings;
    const limits = { ...old.limits, verification, callback, rungs };
    const category = byId.get(old.category);
    const coarse = category ? isCoarse(category) : false;
    const { lng, lat } = old.location;
    const [shownLng, shownLat] = (coarse && labelPoint(old.divisions.map(({ code }) => code))) || [lng, lat];
    const handled = old.history.filter((e) => e.person && (e.move === 'accept' || e.move === 'resolve'));
    await Reports.updateOne(
      { _id: old._id, nextAt: { $exists: false } },
      {
        $set: {
          clock,
          limits,
          deskAt: old.dueAt.getTime(),
          nextAt: nextLook({ state: old.state, clock, facts: NO_FACTS, limits }),
          earlierRatings: [],
          facts: { ...NO_FACTS },
          tasks: [],
          overdue: false,
          escalatedTo: [],
          escalatedLabel: null,
          handledBy: handled.flatMap((e) => e.person ?? []),
          followers: 0,
          seconds: 0,
          coarse,
          publicLocation: { lng: shownLng, lat: shownLat },
          publicAddress: coarse ? `${old.divisions.at(-1)?.name ?? ''}附近` : old.address,
        },
      },
    );
  }
};

/** Joint handling, merging and moderation: what reports without them have is none of it. */
export const upgradeTogether = async (): Promise<void> => {
  const { joint } = reportSettings.current();
  await Reports.updateMany(
    { joint: { $exists: false } },
    {
      $set: {
        joint: [],
        merged: null,
        moderation: UNCHECKED,
        'limits.joint': joint,
        'facts.jointOpen': 0,
        'facts.supervision': null,
        'facts.referral': null,
        'facts.duplicates': 0,
        'facts.mergedFrom': null,
      },
    },
  );
};
