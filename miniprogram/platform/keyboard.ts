/** WeChat has no keyboard focus to serve. */
export function serveKeyboard() {}
