// What other rooms may use of people.
export { invitePost } from './commands/invite-post';
export { type Replacement, replaceHolder } from './commands/replace-holder';
export { People, Posts } from './model';
export {
  canAdminister,
  canAdministerAll,
  canAdministerAt,
  canDispatch,
  canWorkDesk,
  holds,
  PREFECTURE,
} from './policy';
export {
  actorFor,
  adminLabel,
  allPosts,
  holdersAt,
  isManned,
  type PostEntry,
  placeOf,
  postBook,
  postById,
  postLabel,
  postState,
  postsAt,
  postsOf,
  providePostKeys,
} from './posts';
export { authenticateToken } from './tokens';
