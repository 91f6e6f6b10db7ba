// What the house may use of notifications; no room imports it.
export { deliverMessages } from './deliver';
export { deliverLimitMessages } from './moderation-kinds';
export { notificationRoutes, unreadFor } from './routes';
