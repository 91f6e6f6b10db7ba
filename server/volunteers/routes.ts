import type { Actor } from '../../shared/people/actor';
import * as certificates from '../../shared/volunteers/certificate-contract';
import * as contract from '../../shared/volunteers/contract';
import * as groups from '../../shared/volunteers/group-contract';
import * as staff from '../../shared/volunteers/staff-contract';
import { maskName } from '../../shared/words';
import { originOf } from '../core/public-origin';
import { Refusal, refuseUnless } from '../core/refusal';
import { unseal } from '../core/sealed';
import { Answer, type Request, type Server, serve } from '../core/serve';
import { certificatePdf } from './certificate-pdf';
import { type Holder, issueCertificate, withdrawCertificate } from './commands/issue-certificate';
import { addFact, removeFact } from './commands/keep-record';
import { createGroup, setLeader, setMembership } from './commands/lead-groups';
import { deleteVolunteer, leaveVolunteering, updateVolunteer } from './commands/leave-volunteering';
import { registerVolunteer } from './commands/register-volunteer';
import { dossierOf, factsOf, volunteerInCharge } from './dossier';
import { groupNamed } from './groups';
import { summaryOf } from './hours';
import type { GroupRecord, VolunteerRecord } from './model';
import { canManage, leads } from './policy';
import type { ServiceBook } from './ports';
import { certificateLinkIsGood, presentCertificate, presentFact, presentVolunteer } from './present';
import {
  allGroups,
  certificateNumbered,
  certificatesOf,
  groupViews,
  membersOf,
  ownVolunteer,
  volunteersIn,
  volunteersOf,
} from './queries';

type Asked = Pick<Request<typeof contract.readMyVolunteers>, 'deps' | 'now'>;

/** What the room needs of those that build on it. */
export interface VolunteerPorts {
  book: ServiceBook;
  /** as whom somebody may organise */
  organisesAs(actor: Actor, now: Date): { key: string; name: string }[];
}

export const volunteerRoutes = (server: Server, { book, organisesAs }: VolunteerPorts): void => {
  const view = async (volunteer: VolunteerRecord, { deps, now }: Asked) =>
    presentVolunteer(volunteer, await book.absencesOf(volunteer, deps.keys.fields), deps.keys.fields, now);
  const groupView = async (actor: Actor | null, group: GroupRecord, { deps }: Asked) => {
    const [shown] = await groupViews(actor, [group], deps.keys.fields);
    if (!shown) throw new Refusal('group.not-found');
    return shown;
  };

  serve(server, contract.readMyVolunteers, async (request) => {
    const mine = await volunteersOf(request.actor.personId);
    return {
      items: await Promise.all(mine.map((volunteer) => view(volunteer, request))),
      organises: organisesAs(request.actor, request.now),
    };
  });
  serve(server, contract.registerVolunteer, async (request) => {
    const { actor, body, deps, now } = request;
    const { volunteer, fresh } = await registerVolunteer(actor, body, deps.keys.fields, now);
    const shown = await view(volunteer, request);
    return fresh ? shown : new Answer(200, shown);
  });
  serve(server, contract.updateVolunteer, async (request) =>
    view(await updateVolunteer(request.actor, request.params.id, request.body, request.deps.keys.fields), request),
  );
  serve(server, contract.leaveVolunteering, async (request) =>
    view(await leaveVolunteering(request.actor, request.params.id, book, request.now), request),
  );
  serve(server, contract.deleteVolunteer, async ({ actor, params, deps, now }) => {
    await deleteVolunteer(actor, params.id, { book, keys: deps.keys.fields, now });
    return { deleted: true as const };
  });
  serve(server, contract.readHours, async (request) => {
    const volunteer = await ownVolunteer(request.actor, request.params.id);
    const services = await book.servicesOf(volunteer, request.now);
    return {
      volunteer: await view(volunteer, request),
      ...summaryOf(services, request.now),
      services,
      facts: (await factsOf(volunteer._id)).map(presentFact),
    };
  });

  serve(server, certificates.listCertificates, async ({ actor, params, deps }) => {
    const volunteer = await ownVolunteer(actor, params.id);
    const items = await certificatesOf(volunteer._id);
    return { items: items.map((one) => presentCertificate(one, deps.keys.slips)) };
  });
  serve(server, certificates.issueCertificate, async ({ actor, params, body, deps, now }) =>
    presentCertificate(
      await issueCertificate(actor, params.id, body, { book, keys: deps.keys.fields, now }),
      deps.keys.slips,
    ),
  );
  serve(server, certificates.withdrawCertificate, ({ actor, params, body, now }) =>
    withdrawCertificate(actor, params.number, body.reason, now),
  );
  serve(server, certificates.verifyCertificate, async ({ params, deps }) => {
    const found = await certificateNumbered(params.number);
    if (!found) return { status: 'unknown' as const };
    const holder = found.holder && (JSON.parse(unseal(deps.keys.fields, found.holder)) as Holder);
    return {
      status: found.withdrawn ? ('withdrawn' as const) : ('valid' as const),
      number: found.number,
      name: holder ? maskName(holder.name) : '已注销',
      hours: found.hours,
      times: found.times,
      from: found.from,
      to: found.to,
      issuer: found.issuer,
      issuedAt: found.issuedAt.toISOString(),
    };
  });

  serve(server, groups.listGroups, async ({ actor, deps }) => ({
    items: await groupViews(actor, allGroups(), deps.keys.fields),
  }));
  serve(server, groups.createGroup, async (request) =>
    groupView(request.actor, await createGroup(request.actor, request.body, request.now), request),
  );
  serve(server, groups.setMembership, async (request) => {
    const { actor, params, body } = request;
    return groupView(actor, await setMembership(actor, params.id, params.volunteer, body.member), request);
  });
  serve(server, groups.setLeader, async (request) => {
    const { actor, params, body, now } = request;
    return groupView(actor, await setLeader(actor, params.id, params.number, body.leader, now), request);
  });
  serve(server, groups.listMembers, async ({ actor, params, deps }) => {
    const group = groupNamed(params.id);
    if (!group) throw new Refusal('group.not-found');
    refuseUnless(leads(actor, group) || canManage(actor, group.county), 'post.not-held');
    return { items: await membersOf(group, deps.keys.fields) };
  });
  serve(server, staff.listVolunteers, async (request) => {
    const counties = request.actor.posts.filter(({ role }) => role === 'dispatcher').map(({ county }) => county);
    refuseUnless(counties.length > 0, 'post.not-held');
    const { items, next } = await volunteersIn(counties, request.query);
    const hours = await book.hoursOf(items);
    return {
      items: await Promise.all(
        items.map(async (one) => ({ ...(await view(one, request)), hours: hours.get(String(one._id)) ?? 0 })),
      ),
      next,
    };
  });

  const dossier = (actor: Actor, volunteer: VolunteerRecord, { deps, now }: Asked) =>
    dossierOf(actor, volunteer, { book, keys: deps.keys.fields, now });
  serve(server, staff.readVolunteer, async (request) =>
    dossier(request.actor, await volunteerInCharge(request.actor, request.params.id), request),
  );
  serve(server, staff.addFact, async (request) => {
    const { actor, params, body, now } = request;
    return dossier(actor, await addFact(actor, params.id, body, now), request);
  });
  serve(server, staff.removeFact, async (request) => {
    const { actor, params, now } = request;
    return dossier(actor, await removeFact(actor, params.id, params.fact, now), request);
  });

  // a file, not JSON: the address itself is the permission, given out with the list of one's certificates
  server.router.get('/api/v1/certificates/:number/file.pdf', async (ctx) => {
    const { number = '' } = ctx.params;
    const { expires, signature } = ctx.query;
    const keys = server.deps.keys;
    if (typeof signature !== 'string' || !certificateLinkIsGood(keys.slips, number, Number(expires), signature))
      throw new Refusal('export.link-invalid');
    const found = await certificateNumbered(number);
    if (!found?.holder || found.withdrawn) throw new Refusal('certificate.not-found');
    const holder = JSON.parse(unseal(keys.fields, found.holder)) as Holder;
    const url = `${originOf(ctx, server.deps)}/#/volunteers/verify/index?number=${found.number}`;
    ctx.type = 'application/pdf';
    ctx.set('content-disposition', `inline; filename="${found.number}.pdf"`);
    ctx.set('cache-control', 'private, no-store');
    ctx.body = await certificatePdf(found, holder, url);
  });
};
