// Rows of the policy table: administration. Requests name a version nobody has, so that what is allowed ends in 409 or later and
// changes nothing.
import type { Made, Row, Scope } from './scopes';
import { OWN } from './scopes';
import type { Things } from './things';

export const NOBODYS = 999_999;
const version = NOBODYS;
const limits = { amount: 1, kind: 'work_hour' };
const clocks = {
  acceptance: limits,
  emergencyAcceptance: limits,
  rating: limits,
  verification: limits,
  callback: limits,
  rungs: { remind: 0.5, overdue: 1, step: 0.5 },
  extensionMaxDays: 30,
  suspensionMaxDays: 30,
  secondWeightMinutes: 1,
};
const category = {
  name: '名称',
  group: '垃圾',
  icon: 'cat-litter',
  keywords: [],
  standard: [],
  department: '某局',
  cooperating: [],
  missionTask: '八',
  conditions: [{ id: 'c1', name: '一般', limit: limits }],
  flags: [],
};
const beat = (county: string) => (county === OWN ? 'b-zone-gaoxin' : 'b-532302');
const office = (county: string) => `${county}-chengguan`;
const inQuery = (county: string) => ({ query: { county } });
export const nothing = () => ({});
const asked = (scope: Scope, made: (county: string) => Made = nothing): Row => ({ scope, made });

export const administrationRows = (things: Things): Record<string, Row> => {
  const ofPost = (body?: object) => (county: string) => ({
    params: { id: things(county).post },
    ...(body && { body }),
  });
  const listed = (what: (county: string) => string, to: Scope = 'county'): Row => ({
    scope: 'any-admin',
    made: nothing,
    shows: { what, to },
  });
  return {
    'people.listPosts': asked('any-admin', inQuery),
    'people.changePost': asked('county', ofPost({ version })),
    'people.endPost': asked('county', ofPost({ version })),
    'people.reinvite': asked('county', ofPost({ version })),
    // a role that does not fit its place is refused after the question who asks
    'people.invitePost': asked('county', (area) => ({ body: { role: 'grid_officer', area, holder: '某人' } })),
    'people.setLeave': asked('county-or-holder', ofPost({ version, leave: null })),
    'reports.readHandOverChoices': asked('county', ofPost()),
    'reports.handOver': asked('county', ofPost({ batchId: 'policy-batch', version, successor: { holder: '某人' } })),
    'reports.readHandOver': asked('county', (county) => ({ params: { id: things(county).handOver } })),
    'areas.listCounties': listed((county) => things(county).countyName),
    'areas.listAdminDepartments': asked('county', inQuery),
    'areas.addDepartment': asked('county', (county) => ({
      body: { id: `policy-office-${county}`, county, name: things(county).officeName },
    })),
    'areas.changeDepartment': asked('county', (county) => ({ params: { id: office(county) }, body: { version } })),
    'areas.closeDepartment': asked('county', (county) => ({ params: { id: office(county) }, body: { version } })),
    'areas.listBeats': asked('county', inQuery),
    'areas.addBeat': asked('county', (area) => ({
      body: { id: `policy-beat-${area}`, area, categories: ['bikes'], department: 'no-such-office' },
    })),
    'areas.changeBeat': asked('county', (county) => ({
      params: { id: beat(county) },
      body: { version, categories: [], department: office(county) },
    })),
    'areas.removeBeat': asked('county', (county) => ({ params: { id: beat(county) }, body: { version } })),
    'areas.listResponsibilities': asked('open', inQuery),
    'areas.setResponsibility': asked('county', (county) => ({
      params: { county, category: 'bikes' },
      body: { version, lead: null, cooperating: [] },
    })),
    'areas.upload': asked('any-admin', () => ({ params: { kind: 'streets', datum: 'wgs84', scope: 'partial' } })),
    'areas.readImport': asked('author', (county) => ({ params: { id: things(county).areaImport } })),
    'areas.applyImport': asked('author', (county) => ({ params: { id: things(county).areaImport }, body: {} })),
    'areas.withdrawImport': asked('county', (county) => ({ params: { id: things(county).announced } })),
    'areas.listAnnounced': asked('any-admin'),
    'areas.prepareExport': asked('any-admin', () => ({
      body: { kind: 'streets', datum: 'wgs84', format: 'csv' },
    })),
    'administration.listAudit': listed((county) => things(county).audited, 'prefecture'),
    'administration.exportAudit': listed((county) => things(county).audited, 'prefecture'),
    'administration.listSettings': asked('prefecture'),
    'administration.changeSettings': asked('prefecture', () => ({
      params: { name: 'nothing' },
      body: { version, value: null },
    })),
    'administration.listChecks': listed((county) => things(county).vacantPost),
    'adoptionAgreements.read': asked('prefecture'),
    'adoptionAgreements.draft': asked('prefecture', () => ({ body: { version, draft: null } })),
    'adoptionAgreements.publish': asked('prefecture', () => ({ body: { version, note: '说明' } })),
    'reports.listHolidays': asked('any-admin'),
    'reports.importHolidays': asked('prefecture', () => ({
      body: { year: 2030, holidays: [], workdays: [], version },
    })),
    'reports.readTemplates': asked('prefecture'),
    'reports.saveTemplates': asked('prefecture', () => ({ body: { version, items: [] } })),
    'reports.readCatalogueDraft': asked('prefecture'),
    'reports.draftCategory': asked('prefecture', () => ({ params: { id: 'bikes' }, body: { version, category } })),
    'reports.draftClocks': asked('prefecture', () => ({ body: { version, clocks } })),
    'reports.discardDraft': asked('prefecture', () => ({ body: { version } })),
    'reports.publishCatalogue': asked('prefecture', () => ({ body: { version, note: '说明' } })),
    'reports.withdrawScheduled': asked('prefecture', () => ({ params: { id: '99' } })),
    'reports.listCatalogueVersions': asked('prefecture'),
    'notifications.listFailed': asked('any-admin'),
    'notifications.retry': asked('any-admin', () => ({ params: { kind: 'report', id: 'none' } })),
  };
};

const PREFECTURE_WIDE = 'one for the whole prefecture';
/** Rows whose endpoint has no object of a county, each with the reason. */
export const NO_COUNTY: Readonly<Record<string, string>> = {
  'areas.upload':
    'a file is nobody’s county before it is looked at; who may put it in force is walked by applyImport and the import’s own tests',
  'areas.listAnnounced':
    'what comes into force, and when, every administrator may know; taking back is walked by withdrawImport',
  'areas.prepareExport': 'areas are public',
  'administration.listSettings': PREFECTURE_WIDE,
  'administration.changeSettings': PREFECTURE_WIDE,
  'adoptionAgreements.read': PREFECTURE_WIDE,
  'adoptionAgreements.draft': PREFECTURE_WIDE,
  'adoptionAgreements.publish': PREFECTURE_WIDE,
  'reports.listHolidays': PREFECTURE_WIDE,
  'reports.importHolidays': PREFECTURE_WIDE,
  'reports.readTemplates': PREFECTURE_WIDE,
  'reports.saveTemplates': PREFECTURE_WIDE,
  'reports.readCatalogueDraft': PREFECTURE_WIDE,
  'reports.draftCategory': PREFECTURE_WIDE,
  'reports.draftClocks': PREFECTURE_WIDE,
  'reports.discardDraft': PREFECTURE_WIDE,
  'reports.publishCatalogue': PREFECTURE_WIDE,
  'reports.withdrawScheduled': PREFECTURE_WIDE,
  'reports.listCatalogueVersions': PREFECTURE_WIDE,
  'notifications.listFailed':
    'a message that failed is a number and a technical problem; whoever administers sends it again',
  'notifications.retry': 'as above: sending again tells nobody anything',
};
