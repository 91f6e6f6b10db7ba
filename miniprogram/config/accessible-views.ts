import path from 'node:path';

/** The attributes that screen readers need and that Taro's WXML templates leave out. */
interface MiniPlatform {
  template?: { mergeComponents(context: unknown, patch: Record<string, Record<string, string>>): void };
  runtimePath?: string | string[];
}

interface PluginContext {
  registerMethod(method: { name: string; fn(platform: MiniPlatform): void }): void;
}

const ARIA = { 'aria-role': '', 'aria-label': '', 'aria-checked': '', 'aria-selected': '', 'aria-hidden': '' };

/** Taro plugin: lets WXML views, texts and pictures carry `aria-*` (the runtime half is aria-runtime.ts). */
export default (context: PluginContext) => {
  context.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return;
      platform.template.mergeComponents(context, { View: ARIA, Text: ARIA, Image: ARIA, Button: ARIA });
      const own = path.resolve(__dirname, 'aria-runtime.ts');
      const given = platform.runtimePath;
      platform.runtimePath = Array.isArray(given) ? [...given, own] : given ? [given, own] : [own];
    },
  });
};
