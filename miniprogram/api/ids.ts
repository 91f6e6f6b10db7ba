/** An identifier for a submission or a move: a second attempt with the same one is recognised by the server. */
export function newId(): string {
  const random = () => Math.random().toString(36).slice(2, 10).padEnd(8, '0');
  return `${Date.now().toString(36)}-${random()}${random()}`;
}
