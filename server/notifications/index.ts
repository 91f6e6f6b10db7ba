// What the house may use of notifications; no room imports it.
export { deliverMessages } from './deliver';
export { notificationRoutes, unreadFor } from './routes';
