// What other rooms may use of green spaces.
export { type AdoptionEntry, type AdoptionRecord, Adoptions } from './adoption-model';
export { seedAgreement } from './agreement';
export { applyForPlot } from './commands/apply-for-plot';
export { logCare } from './commands/log-care';
export { moveAdoption } from './commands/move-adoption';
export { catchUpAdoption, runGreenClockwork } from './commands/run-clockwork';
export { composePlot, insertPlots } from './commands/save-plot';
export { queueDoubtfulPlaques } from './migrations';
export { adoptionOutbox, attachAdoptionPhotos, carersAround, carersOf } from './outbox';
export { Plots } from './plot-model';
export { greenPhotosInUse } from './queries';
