// Rows of the policy table: desks of dispatchers, departments, chiefs and organisers.
import { draft } from '../activities';
import { plotFields } from '../plots';
import { NOBODYS, nothing } from './administration-rows';
import type { Made, Row, Scope } from './scopes';
import type { Things } from './things';

const version = NOBODYS;
const revision = NOBODYS;
const period = { from: '2026-11-01', to: '2026-11-30' };
const asked = (scope: Scope, made: (county: string) => Made = nothing): Row => ({ scope, made });
const listed = (scope: Scope, to: Scope, what: (county: string) => string, query?: Record<string, string>): Row => ({
  scope,
  made: () => (query ? { query } : {}),
  shows: { what, to },
});

export const deskRows = (things: Things): Record<string, Row> => {
  const ofReport = (body?: object) => (county: string) => ({
    params: { number: things(county).report },
    ...(body && { body }),
  });
  const ofPlot = (body?: (county: string) => object) => (county: string) => ({
    params: { code: things(county).plot },
    ...(body && { body: body(county) }),
  });
  const ofActivity = (body?: object) => (county: string) => ({
    params: { id: things(county).activity },
    ...(body && { body }),
  });
  const fields = (county: string) =>
    plotFields({ name: '改了的名称', unit: things(county).unit, location: things(county).place });
  const activityOf = (county: string) => {
    const { activityId: _, ...rest } = draft({
      organiser: `dispatcher:${county}`,
      location: things(county).place,
      place: '路口',
    });
    return rest;
  };
  return {
    // reports
    'reports.listDesk': listed('any-dispatcher', 'dispatcher', (county) => things(county).report, { scope: 'all' }),
    'reports.readDeskFilters': asked('desk'),
    'reports.saveDeskFilters': asked('desk', () => ({ body: { items: [] } })),
    'reports.readContact': asked('calls', ofReport({ reason: '电话核实地点' })),
    'reports.listReplyTemplates': asked('handles', ofReport()),
    'reports.listSimilar': asked('dispatcher', ofReport()),
    'reports.listSimilarGroups': listed('any-dispatcher', 'dispatcher', (county) => things(county).twin),
    'reports.merge': asked('dispatcher', (county) => ({
      body: {
        batchId: 'policy-merge',
        lead: things(county).report,
        reports: [{ number: things(county).twin, version }],
        text: '同一处',
      },
    })),
    'reports.reassign': asked('dispatcher', (county) => ({
      body: {
        batchId: `policy-reassign-${county}`,
        reports: [{ number: things(county).report, version }],
        assignee: 'area:x',
        text: '说明',
      },
    })),
    'reports.listReroutes': listed('any-dispatcher', 'dispatcher', (county) => things(county).misrouted),
    'reports.decideReroutes': asked('dispatcher', (county) => ({
      body: {
        batchId: `policy-reroute-${county}`,
        decision: 'keep',
        reports: [{ number: things(county).misrouted, version, proposed: 'area:x' }],
      },
    })),
    'reports.dryRun': asked('staff', (county) => {
      const { lng, lat, datum } = things(county).place;
      return { query: { lng: String(lng), lat: String(lat), datum, category: 'bikes' } };
    }),
    'areas.listAssignees': asked('desk-there', (county) => ({ params: { county } })),
    'streets.prepareSheet': asked('prints-cards', (county) => ({
      params: { town: `${county}101` },
      body: { layout: 'a4' },
    })),
    'patrols.listMine': asked('patrols'),
    'patrols.start': asked('patrols', () => ({ body: { patrolId: 'policy-patrol', secondsAgo: 0 } })),
    // moderation
    'moderation.listQueue': listed('any-dispatcher', 'dispatcher', (county) => things(county).report),
    'moderation.readContent': asked('dispatcher', ofReport()),
    'moderation.moderate': asked(
      'dispatcher',
      ofReport({ moveId: 'policy-moderate', version, act: 'pass', flags: 0, text: '' }),
    ),
    'moderation.listLimits': listed('any-dispatcher', 'dispatcher', (county) => things(county).limit),
    'moderation.decideLimit': asked('dispatcher', (county) => ({
      params: { id: things(county).limit },
      body: { lift: true, text: '看过' },
    })),
    'adoptionContent.list': listed('any-dispatcher', 'dispatcher', (county) => things(county).piece),
    'adoptionContent.moderate': asked('dispatcher', (county) => ({
      params: { piece: things(county).piece },
      body: { moveId: 'policy-adoption', version, act: 'pass', flags: 0, text: '' },
    })),
    // green spaces
    'greenSpaceDesk.listPlots': listed('organisers', 'dispatcher', (county) => things(county).plot),
    'greenSpaceDesk.listAdoptions': listed('organisers', 'dispatcher', (county) => things(county).plot, {
      view: 'living',
    }),
    'greenSpaceDesk.export': listed('organisers', 'dispatcher', (county) => things(county).plot),
    'greenSpaceDesk.readPlot': asked('dispatcher', ofPlot()),
    'greenSpaceDesk.savePlot': asked(
      'dispatcher',
      ofPlot((county) => ({ revision, fields: fields(county) })),
    ),
    'greenSpaceDesk.setPlotState': asked(
      'dispatcher',
      ofPlot(() => ({ revision, state: 'paused', reason: '维修' })),
    ),
    'greenSpaceDesk.import': asked('organisers', () => ({ body: { format: 'csv', content: 'x' } })),
    // volunteers and activities
    'volunteers.list': listed('any-dispatcher', 'county-dispatcher', (county) => things(county).volunteerNumber),
    'volunteers.read': asked('dispatcher', (county) => ({ params: { id: things(county).volunteer } })),
    'volunteers.addFact': asked('dispatcher', (county) => ({
      params: { id: things(county).volunteer },
      body: { factId: 'policy-fact', kind: 'training', text: '急救', day: '2026-11-20', hours: 2 },
    })),
    'volunteers.removeFact': asked('dispatcher', (county) => ({
      params: { id: things(county).volunteer, fact: '0'.repeat(24) },
    })),
    'volunteers.createGroup': asked('dispatcher', (county) => ({
      body: {
        groupId: `policy-group-${county}`,
        name: '某志愿队',
        area: county,
        leaders: [things(county).volunteerNumber],
      },
    })),
    'volunteers.setLeader': asked('dispatcher', (county) => ({
      params: { id: things(county).group, number: things(county).volunteerNumber },
      body: { leader: true },
    })),
    'volunteers.listMembers': asked('dispatcher', (county) => ({ params: { id: things(county).group } })),
    'volunteers.withdrawCertificate': asked('dispatcher', (county) => ({
      params: { number: things(county).certificate },
      body: { reason: '开错了' },
    })),
    'activities.create': asked('county-dispatcher', (county) => ({
      body: { activityId: `policy-activity-${county}`, ...activityOf(county) },
    })),
    'activities.revise': asked('dispatcher', (county) =>
      ofActivity({ version, moveId: 'policy-revise', ...activityOf(county) })(county),
    ),
    'activities.move': asked('dispatcher', ofActivity({ moveId: 'policy-move', version, move: 'publish' })),
    'activities.moveDay': asked('dispatcher', ofActivity({ moveId: 'policy-day', version, day: '2026-12-05' })),
    'activities.readRoll': asked('dispatcher', ofActivity()),
    'activities.readCodes': asked('dispatcher', (county) => ({ params: { id: things(county).shift } })),
    'activities.listOrganised': listed('organisers', 'county-dispatcher', (county) => things(county).activity),
    'activities.statistics': { scope: 'organisers', made: () => ({ query: period }) },
    'activities.export': asked('organisers', () => ({ body: { what: 'activities', format: 'csv', ...period } })),
  };
};

/** Rows whose endpoint has no object of a county, each with the reason. */
export const NO_COUNTY_DESK: Readonly<Record<string, string>> = {
  'reports.readDeskFilters': 'one’s own filters',
  'reports.saveDeskFilters': 'one’s own filters',
  'patrols.listMine': 'one’s own patrols',
  'patrols.start': 'one’s own streets, which the request does not name',
  'greenSpaceDesk.import': 'every line is a plot and is refused like savePlot: test/server/green-spaces/desk.test.ts',
  'activities.statistics': 'counts of what one organises; numbers name nobody',
  'activities.export': 'the address of a file of what one organises: test/server/activities/reads.test.ts',
};
/** Administrative by their refusals, but steps of a table that says who may make each: walked there row by row. */
export const WALKED_ELSEWHERE: Readonly<Record<string, string>> = {
  'reports.move': 'test/shared/reports/moves.test.ts, test/support/walk.ts',
  'activities.moveSignUp': 'test/shared/activities/rules.test.ts, test/support/activity-walk.ts',
};
