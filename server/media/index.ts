// What other rooms may use of media.
export { markAttached, sweepLoose } from './commands/sweep-loose';
export { keepPicture } from './commands/upload-photo';
export { type PhotoFacts, presentPhoto } from './links';
export { ownPhotos } from './queries';
export { diskStorage, type Storage } from './storage';
