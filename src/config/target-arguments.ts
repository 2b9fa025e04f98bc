import { relative, resolve } from "node:path";
import type { TargetConfig } from "./config.js";
import { configFields } from "./config-fields.js";

/** What flags, the environment or a config say of one gateway, by the names of the flags. */
export interface TargetArguments {
  readonly document?: string | undefined;
  readonly out?: string | undefined;
  readonly api?: "rest" | "http" | undefined;
  readonly basepath?: "ignore" | "prepend" | "split" | undefined;
  readonly overlay?: readonly string[] | undefined;
  readonly allowRef?: readonly string[] | undefined;
  readonly omitUnsupported?: boolean | undefined;
  /** Each as `name=value`; of one name the last counts. */
  readonly var?: readonly string[] | undefined;
  readonly varsFile?: string | undefined;
  readonly allow?: readonly string[] | undefined;
  readonly generatorSpec?: string | undefined;
  readonly maxWarnings?: number | undefined;
}

/**
 * What a target says, as arguments whose paths are relative to the working directory.
 * @param folder what its own paths are relative to
 */
export function targetArguments(
  config: Partial<TargetConfig>,
  folder: string,
  cwd: string,
): TargetArguments {
  const pathOf = (path: string) => relative(cwd, resolve(folder, path)) || ".";
  return Object.fromEntries(
    Object.entries(configFields).flatMap(([name, { argument, shape }]) => {
      const value: unknown = config[name as keyof TargetConfig];
      if (value === undefined) return [];
      switch (shape.kind) {
        case "path":
          return [[argument, pathOf(value as string)]];
        case "paths":
          return [[argument, (value as readonly string[]).map(pathOf)]];
        case "texts by name": {
          const texts = Object.entries(value as Readonly<Record<string, string>>);
          return [[argument, texts.map(([key, text]) => `${key}=${text}`)]];
        }
        default:
          return [[argument, value]];
      }
    }),
  );
}

/** What the first says, and what the second says besides. Values of placeholders go together. */
export function argumentsOver(over: TargetArguments, under: TargetArguments): TargetArguments {
  const said = Object.entries(over).filter(([, value]) => value !== undefined);
  const both = over.var !== undefined && under.var !== undefined;
  return {
    ...under,
    ...Object.fromEntries(said),
    ...(both && { var: [...under.var, ...over.var] }),
  };
}
