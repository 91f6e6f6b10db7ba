import { categoryChanges, clockChanges } from '../../shared/reports/catalogue-changes';
import * as contract from '../../shared/reports/catalogue-contract';
import { fromCursor, toCursor } from '../core/cursor';
import { refuseUnless } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import { canAdministerAll } from '../people';
import { type CatalogueVersion, CatalogueVersions } from './catalogue-draft';
import { discardDraft, draftCategory, draftClocks } from './commands/draft-catalogue';
import { publishCatalogue, withdrawScheduled } from './commands/publish-catalogue';
import { presentDraft } from './compare-catalogue';

const presentVersion = (version: CatalogueVersion) => ({
  version: version._id,
  at: version.at.toISOString(),
  from: version.from.toISOString(),
  inForceSince: version.appliedAt?.toISOString() ?? null,
  by: version.label,
  note: version.note,
  categories: version.categories.map(({ before, after }) => ({
    id: after._id,
    name: after.name,
    lines: categoryChanges(before ?? undefined, after),
  })),
  clocks: version.clocks ? clockChanges(version.clocks.before, version.clocks.after) : [],
});

export const catalogueRoutes = (server: Server): void => {
  serve(server, contract.readCatalogueDraft, async ({ actor, now }) => {
    refuseUnless(canAdministerAll(actor), 'post.not-held');
    return presentDraft(now);
  });
  serve(server, contract.draftCategory, async ({ actor, params, body, now }) => {
    await draftCategory({ actor, now }, body.version, params.id, body.category);
    return presentDraft(now);
  });
  serve(server, contract.draftClocks, async ({ actor, body, now }) => {
    await draftClocks({ actor, now }, body.version, body.clocks);
    return presentDraft(now);
  });
  serve(server, contract.discardDraft, async ({ actor, body, now }) => {
    await discardDraft({ actor, now }, body.version, body.only);
    return presentDraft(now);
  });
  serve(server, contract.publishCatalogue, async ({ actor, body, now }) => {
    await publishCatalogue({ actor, now }, body);
    return presentDraft(now);
  });
  serve(server, contract.withdrawScheduled, async ({ actor, params, now }) => {
    await withdrawScheduled({ actor, now }, Number(params.id));
    return presentDraft(now);
  });
  serve(server, contract.listCatalogueVersions, async ({ actor, query }) => {
    refuseUnless(canAdministerAll(actor), 'post.not-held');
    const [below] = query.cursor ? fromCursor(query.cursor, [(value) => typeof value === 'number']) : [];
    const rows = await CatalogueVersions.find(typeof below === 'number' ? { _id: { $lt: below } } : {})
      .sort({ _id: -1 })
      .limit(query.limit + 1)
      .lean<CatalogueVersion[]>();
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    return { items: items.map(presentVersion), next: rows.length > query.limit && last ? toCursor([last._id]) : null };
  });
};
