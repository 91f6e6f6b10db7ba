// What other rooms may use of areas.

export { areaName, areaNamed, directory } from './directory';
export { applyDueImports } from './exchange/schedule';
export {
  AreasFacts,
  type Beat,
  Beats,
  type Department,
  Departments,
  type Division,
  Divisions,
  type FormerArea,
  FormerAreas,
  type Street,
  Streets,
  type Zone,
  Zones,
} from './model';
export {
  countiesReached,
  dispatcherOf,
  downToCommunity,
  dutyPhoneOf,
  labelPoint,
  type Party,
  type Place,
  partyLabel,
  partyNamed,
  partyOfBeat,
  peopleOf,
  rolesOf,
  whoAnswers,
} from './parties';
export { Responsibilities, responsibilityBook, responsibilityFor } from './responsibilities';
