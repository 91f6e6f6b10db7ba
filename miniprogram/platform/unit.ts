/** WeChat scales rpx by itself. */
export function serveUnit() {}
