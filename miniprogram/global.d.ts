/// <reference types="@tarojs/taro" />

/** Address of the API without a trailing slash; empty in the browser when the API serves the page. */
declare const __API_BASE__: string;
/** Tile address of the web map; empty draws our own streets only. */
declare const __MAP_TILES__: string;

declare module '*.scss';
