// What other rooms may use of media.
export { markAttached, setLoose, sweepLoose } from './commands/sweep-loose';
export { keepPicture } from './commands/upload-photo';
export { type PhotoFacts, presentPhoto } from './links';
export { ownPhotos } from './queries';
export { blurredAmong, blurredCopy, unblurredCopy, withdrawCopy } from './sealed-copies';
export { diskStorage, type Storage } from './storage';
