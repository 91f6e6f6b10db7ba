// What a page of the WeChat build shows: its templates go through WeChat's own compiler, its data become a tree of nodes that can be
// searched as by a style sheet.
import vm from 'node:vm';
import { wxmlToJs } from 'miniprogram-compiler';

export interface Node {
  tag: string;
  attr: Record<string, unknown>;
  parent: Node | null;
  /** on whom its handlers are called: the page, or the component whose template it stands in */
  owner: Record<string, unknown>;
  children: (Node | string)[];
}
interface Raw {
  tag: string;
  attr?: Record<string, unknown>;
  children?: (Raw | string | number | null | undefined)[];
}
/** A component of the build: what its page calls it → file, and what it declares. */
export interface Parts {
  using(file: string): Record<string, string>;
  component(file: string): { properties?: object; methods?: object } | undefined;
}

/** Compiles all templates of a build once. @returns data of a page or component → its raw tree */
const compile = (dist: string): ((file: string, data: unknown) => Raw) => {
  const context = vm.createContext({ console, navigator: {} });
  context.window = context;
  const templates = vm.runInContext(`(function (global) {${wxmlToJs(dist)}\n})`, context)({});
  // copied into the other realm, as between WeChat's two threads
  const copy = vm.runInContext('JSON.parse', context) as (text: string) => unknown;
  return (file, data) => {
    const draw = templates(`${file}.wxml`) ?? templates(`./${file}.wxml`);
    if (!draw) throw new Error(`${file}.wxml is not in the build`);
    return draw(copy(JSON.stringify(data)));
  };
};

export const openView = (dist: string, parts: Parts) => {
  const draw = compile(dist);

  const grow = (
    raw: Raw['children'] extends (infer One)[] | undefined ? One : never,
    using: Record<string, string>,
    owner: Node['owner'],
    parent: Node,
  ): (Node | string)[] => {
    if (raw === null || raw === undefined || raw === '') return [];
    if (typeof raw !== 'object') return [String(raw)];
    const { tag, attr = {}, children = [] } = raw;
    if (tag === 'virtual' || tag === 'wx-wx-scope') return children.flatMap((one) => grow(one, using, owner, parent));
    const file = using[tag];
    if (file !== undefined) {
      // a virtual host: what it draws stands in its place
      const declared = parts.component(file) ?? {};
      const data = Object.fromEntries(Object.keys(declared.properties ?? {}).map((key) => [key, attr[key]]));
      const component = { ...declared.methods, data, properties: data };
      const inner = parts.using(file);
      return (draw(file, data).children ?? []).flatMap((one) => grow(one, inner, component, parent));
    }
    const node: Node = { tag: tag.replace(/^wx-/, ''), attr, parent, owner, children: [] };
    node.children = children.flatMap((one) => grow(one, using, owner, node));
    return [node];
  };

  return (file: string, data: object, owner: Node['owner']): Node => {
    const page: Node = { tag: 'page', attr: {}, parent: null, owner, children: [] };
    page.children = (draw(file, data).children ?? []).flatMap((one) => grow(one, parts.using(file), owner, page));
    return page;
  };
};

export const nodesOf = (node: Node): Node[] => [
  node,
  ...node.children.flatMap((one) => (typeof one === 'string' ? [] : nodesOf(one))),
];
export const textOf = (node: Node | string): string =>
  typeof node === 'string' ? node : node.children.map(textOf).join('');

const isOne = ({ tag, attr }: Node, part: string): boolean => {
  const [name = '', ...classes] = part.split('.');
  const own = String(attr.class ?? '').split(/\s+/);
  return (name === '' || name === tag) && classes.every((one) => own.includes(one));
};
/** By names of elements and classes, one inside the other: `.list .tap`. */
export const find = (root: Node, selector: string): Node[] => {
  const path = selector.split(' ');
  const fits = (node: Node | null, left: readonly string[]): boolean => {
    const last = left.at(-1);
    if (last === undefined) return true;
    for (let one = node; one; one = one.parent) if (isOne(one, last)) return fits(one.parent, left.slice(0, -1));
    return false;
  };
  return nodesOf(root).filter((node) => isOne(node, path.at(-1) ?? '') && fits(node.parent, path.slice(0, -1)));
};
/** The innermost node of its kind that says these words. */
export const saying = (root: Node, words: string): Node => {
  const found = nodesOf(root).filter((node) => textOf(node).includes(words));
  const last = found.at(-1);
  if (!last) throw new Error(`nothing says “${words}”: ${textOf(root)}`);
  return last;
};
