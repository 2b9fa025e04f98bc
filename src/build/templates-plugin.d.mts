import type { Plugin } from "vitest/config";

export declare const compileOptions: {
  readonly strict: true;
  readonly knownHelpersOnly: true;
  readonly preventIndent: true;
  readonly noEscape: false;
};

export declare function templates(options?: { readonly assetsFile?: string }): Plugin;
