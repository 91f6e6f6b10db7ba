// What other rooms may use of areas.
export { directory } from './directory';
export {
  AreasFacts,
  type Beat,
  Beats,
  type Department,
  Departments,
  type Division,
  Divisions,
  type Street,
  Streets,
  type Zone,
  Zones,
} from './model';
export {
  countiesReached,
  dispatcherOf,
  dutyPhoneOf,
  labelPoint,
  type Party,
  partyLabel,
  partyNamed,
  peopleOf,
  rolesOf,
  whoAnswers,
} from './parties';
