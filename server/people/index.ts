// What other rooms may use of people.
export { invitePost } from './commands/invite-post';
export { People, Posts } from './model';
export { canAdminister, canDispatch, canWorkDesk, holds, PREFECTURE } from './policy';
export {
  actorFor,
  holdersAt,
  isManned,
  type PostEntry,
  placeOf,
  postBook,
  postLabel,
  postsAt,
  postsOf,
  providePostKeys,
} from './posts';
export { authenticateToken } from './tokens';
