// The WeChat build run outside WeChat: App and Page as WeChat calls them, pages that turn, data that are sent to the view by setData,
// taps that bubble. Its files are loaded by bundle.ts, what it shows is drawn by view.ts.
import { posix } from 'node:path';
import { Bundle, type Handlers } from './bundle';
import { type Device, openDevice } from './device';
import { find, type Node, openView, saying, textOf } from './view';

const BUBBLES = ['tap', 'longpress', 'touchstart', 'touchmove', 'touchend', 'touchcancel'];

export interface Page extends Handlers {
  route: string;
  data: Record<string, unknown>;
}
export interface SetData {
  route: string;
  bytes: number;
}

const setAt = (data: Record<string, unknown>, path: string, value: unknown) => {
  const keys = path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean);
  const last = keys.pop() ?? '';
  let at = data;
  for (const [i, key] of keys.entries()) {
    const next = keys[i + 1] ?? last;
    if (typeof at[key] !== 'object' || at[key] === null) at[key] = /^\d+$/.test(next) ? [] : {};
    at = at[key] as Record<string, unknown>;
  }
  at[last] = value;
};

export class MiniProgram {
  readonly device: Device;
  /** every message from the logic to the view, oldest first */
  readonly sent: SetData[] = [];
  private readonly errors: unknown[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly tabs = new Map<string, Page>();
  private readonly bundle: Bundle;
  private readonly draw: ReturnType<typeof openView>;
  private stack: Page[] = [];

  constructor(dist: string, around: { server: string; photo: string }) {
    this.device = openDevice({
      ...around,
      open: (kind, url) => this.turn(kind, url),
      back: (pages) => this.back(pages),
    });
    const timed =
      (start: typeof setTimeout | typeof setInterval) =>
      (call: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
        const timer = start(() => this.guard(() => call(...args)), ms) as NodeJS.Timeout;
        this.timers.add(timer);
        return timer;
      };
    const clear = (timer: NodeJS.Timeout) => {
      this.timers.delete(timer);
      clearTimeout(timer);
    };
    this.bundle = new Bundle(dist, {
      wx: this.device.wx,
      setTimeout: timed(setTimeout),
      setInterval: timed(setInterval),
      clearTimeout: clear,
      clearInterval: clear,
      getCurrentPages: () => [...this.stack],
    });
    this.draw = openView(dist, {
      using: (file) => this.bundle.using(file),
      component: (file) => this.bundle.components.get(file),
    });
  }

  private guard(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.errors.push(error);
    }
  }
  private tell(to: Handlers, name: string, ...args: unknown[]): void {
    const handler = to[name];
    if (typeof handler === 'function') this.guard(() => handler.apply(to, args));
  }

  private create(route: string, query: Record<string, string>): Page {
    const declared = this.bundle.page(route);
    const page: Page = { ...declared, route, data: structuredClone(declared.data ?? {}) as Page['data'] };
    Object.assign(page, {
      options: query,
      selectComponent: () => null,
      createSelectorQuery: this.device.wx.createSelectorQuery,
      setData: (change: object, done?: () => void) => {
        const text = JSON.stringify(change);
        this.sent.push({ route, bytes: Buffer.byteLength(text) });
        for (const [path, value] of Object.entries(JSON.parse(text))) setAt(page.data, path, value);
        const shown = new Promise<void>((resolve) => {
          setTimeout(() => {
            if (done) this.guard(() => done.call(page));
            this.device.pending.delete(shown);
            resolve();
          });
        });
        this.device.pending.add(shown);
      },
    });
    this.stack.push(page);
    this.tell(page, 'onLoad', query);
    this.tell(page, 'onShow');
    this.tell(page, 'onReady');
    return page;
  }

  private turn(kind: string, url: string): undefined {
    const [path = '', search = ''] = url.split('?');
    const route = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(this.current.route), path);
    const isTab = this.bundle.config.tabBar.list.some(({ pagePath }) => pagePath === route);
    const query = Object.fromEntries(new URLSearchParams(search));
    if (!this.bundle.routes.includes(route)) throw new Error(`there is no page ${route}`);
    if (isTab !== (kind === 'switchTab') && kind !== 'reLaunch') throw new Error(`${kind} cannot open ${route}`);
    if (kind === 'navigateTo') {
      if (this.stack.length >= 10) throw new Error('more than ten pages are open');
      this.tell(this.current, 'onHide');
    } else {
      const gone = kind === 'redirectTo' ? this.stack.splice(-1) : this.stack.splice(0);
      for (const page of gone.reverse())
        this.tell(page, this.tabs.get(page.route) === page && kind !== 'reLaunch' ? 'onHide' : 'onUnload');
    }
    if (kind === 'reLaunch') this.tabs.clear();
    const kept = isTab && this.tabs.get(route);
    if (kept) {
      this.stack.push(kept);
      this.tell(kept, 'onShow');
    } else {
      const page = this.create(route, query);
      if (isTab) this.tabs.set(route, page);
    }
  }

  back(pages = 1): undefined {
    for (const page of this.stack.splice(Math.max(1, this.stack.length - pages)).reverse()) this.tell(page, 'onUnload');
    this.tell(this.current, 'onShow');
  }

  /** Starts with a page, as a tapped card or a scanned code does; the first tab without one. */
  async launch(url = `/${this.bundle.routes[0]}`): Promise<void> {
    this.bundle.load('app.js');
    this.tell(this.bundle.app, 'onLaunch', { path: url, query: {}, scene: 1001 });
    this.tell(this.bundle.app, 'onShow', { path: url, query: {}, scene: 1001 });
    this.turn('reLaunch', url);
    await this.settle();
  }

  async open(url: string): Promise<void> {
    this.turn('navigateTo', url);
    await this.settle();
  }

  /** Until nothing is asked for and nothing is to be shown. @throws what the mini-program threw */
  async settle(ms = 30_000): Promise<void> {
    const end = Date.now() + ms;
    for (let quiet = 0; quiet < 3; ) {
      if (Date.now() > end) throw new Error(`${this.current.route} does not come to rest`);
      const { pending } = this.device;
      quiet = pending.size > 0 ? 0 : quiet + 1;
      await Promise.race([...pending, new Promise((resolve) => setTimeout(resolve, 15))]).catch(() => undefined);
    }
    const [error] = this.errors;
    if (error) throw error;
  }

  get current(): Page {
    const page = this.stack.at(-1);
    if (!page) throw new Error('no page is open');
    return page;
  }
  get tree(): Node {
    return this.draw(this.current.route, this.current.data, this.current);
  }
  get text(): string {
    return textOf(this.tree);
  }
  all(selector: string): Node[] {
    return find(this.tree, selector);
  }
  saying(words: string): Node {
    return saying(this.tree, words);
  }

  /** An event as WeChat lets it bubble. @returns how many heard it */
  async fire(node: Node, type: string, detail: object = {}): Promise<number> {
    const target = ({ attr }: Node) => ({
      id: attr.id ?? '',
      dataset: Object.fromEntries(
        Object.entries(attr).flatMap(([key, value]) => (key.startsWith('data-') ? [[key.slice(5), value]] : [])),
      ),
    });
    let heard = 0;
    for (let at: Node | null = node; at; at = BUBBLES.includes(type) ? at.parent : null) {
      const here: Node = at;
      const caught = here.attr[`catch${type}`];
      const name = here.attr[`bind${type}`] ?? caught;
      const handler = typeof name === 'string' ? here.owner[name] : undefined;
      if (typeof handler === 'function') {
        heard++;
        const event = { type, timeStamp: 1, target: target(node), currentTarget: target(here), detail, mark: {} };
        this.guard(() => handler.call(here.owner, event));
      }
      if (caught) break;
    }
    await this.settle();
    return heard;
  }
  async tap(what: string | Node): Promise<void> {
    const node = typeof what === 'string' ? this.saying(what) : what;
    if ((await this.fire(node, 'tap')) === 0) throw new Error(`nobody hears a tap on “${textOf(node)}”`);
  }
  async type(node: Node, value: string): Promise<void> {
    await this.fire(node, 'input', { value, cursor: value.length });
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }
}
