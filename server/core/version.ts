/**
 * Filter for a record as an administrator saw it: `{_id, version: atVersion(n)}`. What was written before there were versions, or by an
 * import that writes none, is shown as version 0.
 */
export const atVersion = (version: number) => (version === 0 ? { $in: [0, null] } : version);
