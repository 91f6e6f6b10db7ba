// Who is responsible here, for every category: the router asked once per category, with what the responsibility list says of each.
import { limitText, workingLength } from '../../shared/clocks';
import type { Reply } from '../../shared/endpoint';
import type { readResponsibility } from '../../shared/nearby/contract';
import type { CategoryView } from '../../shared/reports/category';
import { directory, type Place, whoAnswers } from '../areas';
import { allCategories, catalogue, limitsFor, presentParty } from '../reports';
