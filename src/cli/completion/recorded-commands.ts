import type { Argv } from "yargs";
import { catalogue } from "../../diagnostics/catalogue.js";

/** What an option or a positional argument takes: words, a file, a target's name, or what one likes. */
export type Value = readonly string[] | "file" | "target" | "any";

/** An option as it is typed. */
export interface CompletedOption {
  /** `--out`, `-o` */
  readonly flags: readonly string[];
  readonly describe: string;
  /** Undefined for one that takes none. */
  readonly value: Value | undefined;
  readonly repeatable: boolean;
}

/** A command with what may follow it. */
export interface CompletedCommand {
  /** Its name, and others that it has. */
  readonly names: readonly string[];
  readonly describe: string;
  readonly options: readonly CompletedOption[];
  readonly positionals: readonly Value[];
  readonly commands: readonly CompletedCommand[];
}

type Build = (parser: Argv) => unknown;

/** What of `.option()` and `.positional()` is of interest here. */
interface Spec {
  readonly alias?: string;
  readonly type?: string;
  readonly array?: boolean;
  readonly choices?: readonly string[];
  readonly describe?: string;
}

/** What every command takes. */
export const HELP: CompletedOption = {
  flags: ["--help", "-h"],
  describe: "Show help",
  value: undefined,
  repeatable: false,
};

/**
 * What commands tell yargs of themselves, taken down instead: yargs keeps it to itself, and its own
 * completions run the whole program at each key.
 */
export function recordedCommands(builds: readonly Build[]): readonly CompletedCommand[] {
  return builds.flatMap((build) => recorded(build).commands);
}

function recorded(build: Build): Omit<CompletedCommand, "names" | "describe"> {
  const options: CompletedOption[] = [HELP];
  const positionals: Value[] = [];
  const commands: CompletedCommand[] = [];
  const takeDown: Readonly<Record<string, (...args: never) => void>> = {
    option: (name: string, spec: Spec) => options.push(optionOf(name, spec)),
    positional: (name: string, spec: Spec) => positionals.push(valueOf(name, spec)),
    command: (usages: string | readonly string[], describe: string, builder: Build) => {
      const names = [usages].flat().map((usage) => usage.replace(/ .*/s, ""));
      commands.push({ names, describe, ...recorded(builder) });
    },
  };
  const parser: unknown = new Proxy(
    {},
    {
      get:
        (_target, method) =>
        (...args: never) => {
          takeDown[String(method)]?.(...args);
          return parser;
        },
    },
  );
  build(parser as Argv);
  return { options, positionals, commands };
}

function optionOf(name: string, spec: Spec): CompletedOption {
  const { alias, type, array = false, describe = "" } = spec;
  const others = alias === undefined ? [] : [`${alias.length > 1 ? "--" : "-"}${alias}`];
  return {
    flags: [`--${name}`, ...others],
    describe,
    value: type === "boolean" ? undefined : valueOf(name, spec),
    repeatable: array,
  };
}

/** Arguments whose values are no files, by their names. */
const OTHER_VALUES: Readonly<Record<string, Value>> = {
  api: "any",
  allow: Object.keys(catalogue),
  code: Object.keys(catalogue),
  target: "target",
  id: "any",
  name: "any",
  plan: "any",
  var: "any",
};

function valueOf(name: string, { type, choices }: Spec): Value {
  if (choices !== undefined) return choices;
  if (Object.hasOwn(OTHER_VALUES, name)) return OTHER_VALUES[name] ?? "any";
  return type === "string" ? "file" : "any";
}
