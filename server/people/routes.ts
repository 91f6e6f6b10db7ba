import * as contract from '../../shared/people/contract';
import { Refusal, refuseUnless } from '../core/refusal';
import { type Request, type Server, serve } from '../core/serve';
import { approveBrowserSignIn, startBrowserSignIn, takeBrowserSession } from './commands/browser-sign-in';
import { claimPost, type Invitation, invitePost } from './commands/invite-post';
import { setLeave } from './commands/set-leave';
import { signIn } from './commands/sign-in';
import { updateMe } from './commands/update-me';
import { People, type Person } from './model';
import { canAdminister } from './policy';
import { actorFor, postsOf } from './posts';
import { presentMe, presentPost } from './present';

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
    const { role, area = null, department = null, holder, publicName } = body;
    const place = placeNamed({ area: body.area, department: body.department });
    if (!place)
      throw new Refusal('request.invalid', {
        fields: { [department === null ? 'area' : 'department']: '没有这个区域或部门，请检查编码' },
      });
    const { code, expiresAt, post } = await invitePost(
      deps.keys.fields,
      { role, area, department, holder, publicName, ...place },
      now,
    );
    return { code, expiresAt: expiresAt.toISOString(), post: presentPost(post) };
  });
  serve(server, contract.setLeave, async ({ actor, params, body, now }) => {
    const post = await setLeave(actor, params.id, body.leave, now);
    const leave = post.leave && { from: post.leave.from.toISOString(), to: post.leave.to.toISOString() };
    return { post: presentPost(post), leave };
  });
};
