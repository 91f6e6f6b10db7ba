/**
 * For work that nobody waits for and that is asked again on the next occasion: refreshing what is on the screen already,
 * marking a message as read. Its failure must not disturb the person and must not end as an unhandled rejection.
 */
export function quietly(work: Promise<unknown>) {
  work.catch(() => undefined);
}
