// What the house may use of notifications; no room imports it.
export { deliverActivity, deliverSignUp } from './activity-kinds';
export { deliverMessages } from './deliver';
export { deliverAdoptionMessages, tellCarers } from './green-space-kinds';
export { deliverLimitMessages } from './moderation-kinds';
export { notificationRoutes, unreadFor } from './routes';
