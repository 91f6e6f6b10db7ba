import * as admin from '../../shared/people/admin-contract';
import * as contract from '../../shared/people/contract';
import { boundTo, ROLES } from '../../shared/people/roles';
import { Refusal, refuseUnless } from '../core/refusal';
import { type Request, type Server, serve } from '../core/serve';
import { searchPosts } from './admin-queries';
import { approveBrowserSignIn, startBrowserSignIn, takeBrowserSession } from './commands/browser-sign-in';
import { changePost, endPost, reinvite } from './commands/change-post';
import { claimPost, type Invitation, invitePost } from './commands/invite-post';
import { setLeave } from './commands/set-leave';
import { signIn } from './commands/sign-in';
import { updateMe } from './commands/update-me';
import { People, type Person } from './model';
import { canAdminister, canAdministerAt } from './policy';
import { actorFor, postsOf } from './posts';
import { presentAdminPost, presentMe, presentPost } from './present';

/** What people needs of rooms that build on it. */
export interface PeoplePorts {
  unreadFor(personId: string): Promise<number>;
  /** names an area or department; undefined when there is none */
  placeNamed(place: { area?: string; department?: string }): Pick<Invitation, 'county' | 'boundName'> | undefined;
}

export const peopleRoutes = (server: Server, { unreadFor, placeNamed }: PeoplePorts): void => {
  const me = async ({ actor, deps, now }: Request<typeof contract.readMe>, person?: Person) => {
    const self = person ?? (await People.findById(actor.personId).lean<Person>());
    if (!self) throw new Refusal('sign-in.expired');
    const posts = postsOf(actor.personId, now);
    return presentMe(self, actorFor(actor.personId, now), posts, await unreadFor(actor.personId), deps.keys.fields);
  };

  serve(server, contract.signIn, ({ deps, body }) => signIn(deps, body.code));
  serve(server, contract.startBrowserSession, startBrowserSignIn);
  serve(server, contract.readBrowserSession, ({ deps, params }) => takeBrowserSession(deps, params.id));
  serve(server, contract.approveBrowserSession, async ({ actor, params, body }) => {
    await approveBrowserSignIn(actor, params.id, body.number);
    return { approved: true as const };
  });
  serve(server, contract.readMe, (request) => me(request));
  serve(server, contract.updateMe, async (request) =>
    me({ ...request, body: undefined }, await updateMe(request.deps, request.actor, request.body)),
  );
  serve(server, contract.claimPost, async (request) => {
    await claimPost(request.actor, request.body.code, request.now);
    return me({ ...request, body: undefined });
  });
  serve(server, contract.invitePost, async ({ actor, body, deps, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    const { invitationId, role, area = null, department = null, holder, publicName, from, to } = body;
    const wrong = boundTo(role) === 'area' ? area === null : department === null;
    if (wrong || (area !== null && department !== null))
      throw new Refusal('request.invalid', {
        fields:
          boundTo(role) === 'area'
            ? { area: `${ROLES[role]}要选一个区域或街道` }
            : { department: `${ROLES[role]}要选一个部门` },
      });
    const place = placeNamed({ area: body.area, department: body.department });
    if (!place)
      throw new Refusal('request.invalid', {
        fields: { [department === null ? 'area' : 'department']: '没有这个区域或部门，请检查编码' },
      });
    refuseUnless(canAdministerAt(actor, place.county), 'post.not-held');
    const { code, expiresAt, post } = await invitePost(
      deps.keys.fields,
      {
        role,
        area,
        department,
        holder,
        publicName,
        ...place,
        ...(from && { from: new Date(from) }),
        ...(to && { to: new Date(to) }),
        ...(invitationId && { invitationId }),
      },
      { actor, now },
    );
    return { code, expiresAt: expiresAt.toISOString(), post: presentPost(post) };
  });
  serve(server, contract.setLeave, async ({ actor, params, body, now }) => {
    const post = await setLeave(actor, params.id, body, now);
    const leave = post.leave && { from: post.leave.from.toISOString(), to: post.leave.to.toISOString() };
    return { post: presentPost(post), leave };
  });

  serve(server, admin.listPosts, async ({ actor, query, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    const { items, next, counts } = searchPosts(actor, query, now);
    return { items: items.map((post) => presentAdminPost(post, now)), next, counts };
  });
  serve(server, admin.changePost, async ({ actor, params, body, deps, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    return presentAdminPost(await changePost(deps.keys.fields, actor, params.id, body, now), now);
  });
  serve(server, admin.endPost, async ({ actor, params, body, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    return presentAdminPost(await endPost(actor, params.id, body.version, now), now);
  });
  serve(server, admin.reinvite, async ({ actor, params, body, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    const { code, expiresAt, post } = await reinvite(actor, params.id, body.version, now);
    return { code, expiresAt: expiresAt.toISOString(), post: presentAdminPost(post, now) };
  });
};
