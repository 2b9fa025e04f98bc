import { didYouMean } from "../diagnostics/did-you-mean.js";
import { whyNotTaken } from "../config/check-config.js";
import { type ConfigField, configFields } from "../config/config-fields.js";
import type { TargetArguments } from "../config/target-arguments.js";
import { UsageError } from "./usage-error.js";

const PREFIX = "GATEWRIGHT_";

/** Variables that say something else than a field of a config does. */
const OTHERS = ["CONFIG", "DEBUG", "TARGET"].map((name) => PREFIX + name);

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What `GATEWRIGHT_OUT` and its like say; an empty one says nothing. Of lists each line is an item. A
 * name that is hardly meant otherwise than one of these is a mistake of usage.
 */
export function environmentArguments(env: Environment): TargetArguments {
  const fields = new Map(
    Object.values<ConfigField>(configFields).map((field) => [variableOf(field.argument), field]),
  );
  const known = [...fields.keys(), ...OTHERS];
  for (const name of Object.keys(env)) {
    if (!name.startsWith(PREFIX) || known.includes(name)) continue;
    const nearest = didYouMean(
      name.slice(PREFIX.length),
      known.map((each) => each.slice(PREFIX.length)),
    );
    if (nearest === undefined) continue;
    throw new UsageError(`${name} is not read; did you mean ${PREFIX}${nearest}?`);
  }
  return Object.fromEntries(
    Array.from(fields).flatMap(([name, field]) => {
      const text = env[name];
      return text === undefined || text === ""
        ? []
        : [[field.argument, valueOf(name, text, field)]];
    }),
  );
}

/** The lines of a variable that is a list; undefined where it is not set. */
export function linesOf(text: string | undefined): readonly string[] | undefined {
  const lines = (text ?? "").split(/\r?\n/).filter((line) => line !== "");
  return lines.length === 0 ? undefined : lines;
}

function variableOf(argument: string): string {
  return PREFIX + argument.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function valueOf(name: string, text: string, { shape }: ConfigField): unknown {
  switch (shape.kind) {
    case "texts by name": {
      const lines = linesOf(text) ?? [];
      const wrong = lines.find((line) => line.indexOf("=") < 1);
      if (wrong === undefined) return lines;
      throw new UsageError(`${name}: write name=value, one a line, not ${JSON.stringify(wrong)}`);
    }
    case "paths":
    case "codes":
      return linesOf(text);
    default: {
      const value = scalarOf(text, shape.kind);
      const why = whyNotTaken(value, shape);
      if (why === undefined) return value;
      throw new UsageError(`${name} ${why}`);
    }
  }
}

function scalarOf(text: string, kind: string): unknown {
  if (kind === "flag")
    return text === "true" || text === "1" || (text !== "false" && text !== "0" ? text : false);
  return kind === "count" && /^\d+$/.test(text) ? Number(text) : text;
}
