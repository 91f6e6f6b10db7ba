import Taro from '@tarojs/taro';

/**
 * What the device keeps between visits. Values are JSON; a value that no longer parses or is missing reads as
 * `undefined`, because an app update must not be stopped by what an older one wrote.
 */
export function load<T>(key: string): T | undefined {
  try {
    const text: unknown = Taro.getStorageSync(key);
    return typeof text === 'string' && text ? (JSON.parse(text) as T) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value. Returns false when the device refuses (full, private browsing), so that the caller can say so. */
export function save(key: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Removes a value; removing what is not there is no error. */
export function forget(key: string) {
  Taro.removeStorageSync(key);
}
