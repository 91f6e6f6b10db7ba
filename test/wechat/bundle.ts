// The files of the WeChat build in a bare realm, loaded as WeChat loads them: without window or document, a subpackage never from
// another one.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import vm from 'node:vm';

/** Names of a browser that WeChat's realm does not have. */
const NOT_THERE =
  'window document frames self location navigator localStorage history screen alert confirm XMLHttpRequest WebSocket'.split(
    ' ',
  );

export type Handlers = Record<string, unknown>;
export interface Declared {
  properties?: object;
  methods?: object;
}
interface AppJson {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
  tabBar: { list: { pagePath: string }[] };
  usingComponents?: Record<string, string>;
}

export class Bundle {
  readonly config: AppJson;
  readonly components = new Map<string, Declared>();
  app: Handlers = {};
  private readonly pages = new Map<string, Handlers>();
  private readonly modules = new Map<string, { exports: object }>();
  private readonly realm: vm.Context;
  private loading = '';

  /** @param around what the realm has besides App, Page and Component */
  constructor(
    private readonly dist: string,
    around: object,
  ) {
    this.config = this.json('app') as unknown as AppJson;
    this.realm = vm.createContext({
      ...around,
      console,
      App: (app: Handlers) => {
        this.app = app;
      },
      Page: (page: Handlers) => void this.pages.set(this.loading, page),
      Component: (component: Declared) => void this.components.set(this.loading, component),
      getApp: () => this.app,
    });
  }

  /** Routes of all pages. */
  get routes(): string[] {
    const { pages, subPackages } = this.config;
    return [...pages, ...subPackages.flatMap((one) => one.pages.map((page) => `${one.root}/${page}`))];
  }

  /** What a page's file gave to Page(). */
  page(route: string): Handlers {
    if (!this.pages.has(route)) this.load(`${route}.js`);
    const page = this.pages.get(route);
    if (!page) throw new Error(`${route} is no page`);
    return page;
  }

  private json(file: string): Record<string, unknown> {
    return JSON.parse(readFileSync(join(this.dist, `${file}.json`), 'utf8'));
  }

  /** What a page or component calls its components. */
  using(file: string): Record<string, string> {
    const declared = { ...this.config.usingComponents, ...(this.json(file).usingComponents as Record<string, string>) };
    return Object.fromEntries(
      Object.entries(declared).map(([name, path]) => {
        const to = posix.join(path.startsWith('/') ? '.' : posix.dirname(file), path);
        if (!this.components.has(to)) this.load(`${to}.js`);
        return [`wx-${name}`, to];
      }),
    );
  }

  private packageOf(file: string): string | undefined {
    return this.config.subPackages.find(({ root }) => file.startsWith(`${root}/`))?.root;
  }

  load(file: string): object {
    const known = this.modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    this.modules.set(file, module);
    const require = (path: string) => {
      const to = posix.join(posix.dirname(file), path.endsWith('.js') ? path : `${path}.js`);
      const foreign = this.packageOf(to);
      if (foreign && foreign !== this.packageOf(file)) throw new Error(`${file} needs ${to} of another subpackage`);
      return this.load(to);
    };
    const source = readFileSync(join(this.dist, file), 'utf8');
    const run = vm.runInContext(`(function (require, module, exports, ${NOT_THERE}) {${source}\n})`, this.realm, {
      filename: file,
    });
    const before = this.loading;
    this.loading = file.slice(0, -3);
    try {
      run.call(undefined, require, module, module.exports);
    } finally {
      this.loading = before;
    }
    return module.exports;
  }
}
