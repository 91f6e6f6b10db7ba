declare module 'miniprogram-compiler' {
  /** WeChat's own compiler: all templates of a folder as one script. */
  export function wxmlToJs(folder: string): string;
}
