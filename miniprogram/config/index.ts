import path from 'node:path';
import { defineConfig } from '@tarojs/cli';
import { requireOutput } from './require-output';

const root = path.resolve(__dirname, '../..');
const target = process.env.TARO_ENV === 'h5' ? 'h5' : 'weapp';
const outputRoot = path.join('..', 'dist', target);
const shared = path.join(root, 'shared');

/** The part of webpack-chain used here; the package itself is a dependency of Taro's, not ours. */
interface Chain {
  set(key: string, value: unknown): Chain;
  optimization: { splitChunks(options: object): unknown };
}
interface Chunk {
  name?: string;
  canBeInitial(): boolean;
}

/** Taro's own cache does not take with the configuration kept under miniprogram/; webpack's file cache does. */
function cacheOnDisk(chain: Chain) {
  chain.set('cache', {
    type: 'filesystem',
    cacheDirectory: path.join(root, 'node_modules/.cache', `taro-${target}`),
    buildDependencies: { config: [__filename] },
  });
}

/** Without this every page of the browser build carries the component library a second time. */
function splitLibraries(chain: Chain) {
  chain.optimization.splitChunks({
    chunks: 'all',
    cacheGroups: {
      taro: { name: 'taro', test: /[\\/]node_modules[\\/]@tarojs[\\/]/, priority: 20, chunks: 'initial' },
      vendors: { name: 'vendors', test: /[\\/]node_modules[\\/]/, priority: 10, chunks: 'initial' },
      // Pages for a screen on a table: no resident's telephone loads them.
      office: {
        name: 'office',
        test: /[\\/]miniprogram[\\/](administration|moderation|desk[\\/]board|[a-z-]+[\\/](desk|wide))[\\/]/,
        priority: 10,
        chunks: 'async',
        enforce: true,
      },
      // One file for all other pages: somebody who lost the network in the middle of a report can still move about.
      pages: {
        name: 'pages',
        test: /[\\/](shared|miniprogram|node_modules)[\\/]/,
        priority: 5,
        // the map's library stays in its own file: it is fetched when the first map is shown
        chunks: (chunk: Chunk) => !chunk.canBeInitial() && chunk.name !== 'map',
        enforce: true,
      },
    },
  });
}

requireOutput(path.resolve(__dirname, '..', outputRoot, target === 'h5' ? 'index.html' : 'app.json'));

export default defineConfig<'webpack5'>({
  projectName: 'yicheng-gongzhi',
  designWidth: 750,
  deviceRatio: { 640: 1.17, 750: 1, 375: 2, 828: 0.905 },
  sourceRoot: '.',
  outputRoot,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  // Drawn from the design's line icons and pins: WeChat's tab bar and map take PNG only. Map pins and the second face of the first tab are named at run time, so webpack does not see them.
  copy: { patterns: [{ from: 'assets/', to: path.join(outputRoot, 'assets/'), ignore: ['*.md'] }], options: {} },
  plugins: [path.resolve(__dirname, 'accessible-views.ts')],
  defineConstants: {
    // Same origin in the browser unless told otherwise; the mini-program needs a full address.
    __API_BASE__: JSON.stringify(process.env.API_BASE ?? (target === 'h5' ? '' : 'http://127.0.0.1:3000')),
    // A tile server is the operator's choice: none is asked without an address, and the map draws our own streets.
    __MAP_TILES__: JSON.stringify(process.env.MAP_TILES ?? ''),
  },
  mini: {
    compile: { include: [shared] },
    optimizeMainPackage: { enable: true },
    webpackChain: (chain: Chain) => cacheOnDisk(chain),
    postcss: { pxtransform: { enable: true, config: {} }, cssModules: { enable: false } },
  },
  h5: {
    compile: { include: [shared] },
    publicPath: './',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    webpackChain: (chain: Chain) => {
      cacheOnDisk(chain);
      splitLibraries(chain);
    },
    postcss: {
      autoprefixer: { enable: true, config: {} },
      // Text stops growing at a 390 px wide screen: the column in a wide browser is the same page, not a larger one.
      pxtransform: { enable: true, config: { baseFontSize: 20, minRootSize: 17, maxRootSize: 20.8 } },
    },
  },
});
