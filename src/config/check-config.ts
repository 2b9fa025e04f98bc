import { normalize } from "node:path";
import { whyNotAllowed } from "../diagnostics/allowances.js";
import { didYouMean } from "../diagnostics/did-you-mean.js";
import { quote } from "../diagnostics/quote.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { kindOf } from "../load/cursor.js";
import { childPointer } from "../load/json-pointer.js";
import type { TargetConfig } from "./config.js";
import {
  type ConfigField,
  configFields,
  DEFAULT_OUT,
  type Shape,
  TARGET_NAME,
  TOP_KEYS,
} from "./config-fields.js";

/** A target, with its name where a config has several. */
export interface Target {
  readonly name: string | undefined;
  readonly config: TargetConfig;
}

const FIELDS: Readonly<Record<string, ConfigField>> = configFields;

/** A part of a config, and where it stands. */
interface Place {
  readonly file: string;
  readonly pointer: string;
  /** `targets.petstore.api`; undefined for the whole. */
  readonly path: string | undefined;
}

/**
 * The targets of a config, whatever its value is. All that is wrong with it is reported, and then
 * there are none.
 */
export function checkConfig(
  value: unknown,
  file: string,
  reporter: Reporter,
): readonly Target[] | undefined {
  const check = new Check(reporter);
  const targets = check.config(value, { file, pointer: "", path: undefined });
  return reporter.hasErrors ? undefined : targets;
}

class Check {
  readonly #reporter: Reporter;

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  config(value: unknown, at: Place): readonly Target[] {
    if (!isObject(value)) return this.#refuse(at, `must be an object, and is ${kindOf(value)}`);
    if (!Object.hasOwn(value, "targets")) {
      this.#members(value, at, [...Object.keys(FIELDS), ...TOP_KEYS]);
      return [{ name: undefined, config: asTarget(value) }];
    }
    for (const key of Object.keys(value)) {
      if (TOP_KEYS.includes(key)) continue;
      const field = Object.hasOwn(FIELDS, key) ? key : undefined;
      if (field === undefined) this.#unknown(key, at, TOP_KEYS);
      else this.#reporter.report("config-key-beside-targets", keyOf(inside(at, key)), { key });
    }
    return this.#targets(value["targets"], inside(at, "targets"));
  }

  #targets(value: unknown, at: Place): readonly Target[] {
    if (!isObject(value)) return this.#refuse(at, `must be an object, and is ${kindOf(value)}`);
    const targets = Object.entries(value).flatMap(([name, config]): readonly Target[] => {
      const place = inside(at, name);
      if (!new RegExp(TARGET_NAME.pattern).test(name)) {
        this.#refuse(place, `must be ${TARGET_NAME.form}`, "key");
      }
      if (!isObject(config)) {
        return this.#refuse(place, `must be an object, and is ${kindOf(config)}`);
      }
      this.#members(config, place, Object.keys(FIELDS));
      return [{ name, config: asTarget(config) }];
    });
    if (Object.keys(value).length === 0) this.#refuse(at, "must have a target");
    this.#mustDiffer(targets, at);
    return targets;
  }

  /** Two gateways in one folder would each remove the other. */
  #mustDiffer(targets: readonly Target[], at: Place): void {
    const names = new Map<string, string>();
    for (const { name = "", config } of targets) {
      const { out = DEFAULT_OUT } = config;
      if (typeof out !== "string") continue;
      const folder = normalize(`${out}/`);
      const other = names.get(folder);
      if (other !== undefined) {
        const place = inside(inside(at, name), "out");
        this.#refuse(place, `must be another folder than that of ${quote(other)}`);
      }
      names.set(folder, name);
    }
  }

  #members(target: Members, at: Place, known: readonly string[]): void {
    for (const [key, value] of Object.entries(target)) {
      // In TypeScript, a condition may leave a field undefined.
      if (value === undefined) continue;
      const field = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
      if (field !== undefined) this.#field(value, field.shape, inside(at, key));
      else if (!known.includes(key)) this.#unknown(key, at, known);
    }
    if (target["document"] === undefined) {
      this.#reporter.report("missing-config-key", valueOf(at), { holder: holderOf(at) });
    }
  }

  #field(value: unknown, shape: Shape, at: Place): void {
    const why = whyNotTaken(value, shape);
    if (why !== undefined) this.#refuse(at, why);
    else if (shape.kind === "paths") {
      const paths = value as readonly unknown[];
      for (const [index, path] of paths.entries()) {
        this.#field(path, { kind: "path" }, inside(at, index));
      }
    } else if (shape.kind === "codes") {
      for (const [index, code] of (value as readonly unknown[]).entries()) {
        const refusal = typeof code === "string" ? whyNotAllowed(code) : undefined;
        const problem = refusal === undefined ? whyNoText(code) : `is refused: ${refusal}`;
        if (problem !== undefined) this.#refuse(inside(at, index), problem);
      }
    } else if (shape.kind === "texts by name") {
      for (const [name, text] of Object.entries(value as Members)) {
        const isName = name !== "" && !name.includes("=");
        const problem = isName ? whyNoText(text) : 'must have a name, without "="';
        if (problem !== undefined) this.#refuse(inside(at, name), problem);
      }
    }
  }

  #unknown(key: string, at: Place, known: readonly string[]): void {
    const nearest = didYouMean(key, known);
    const details = { holder: holderOf(at), key, nearest };
    this.#reporter.report("unknown-config-key", keyOf(inside(at, key)), details);
  }

  #refuse(at: Place, why: string, on?: "key"): readonly [] {
    const place = on === "key" ? keyOf(at) : valueOf(at);
    this.#reporter.report("invalid-config-value", place, { path: at.path, why });
    return [];
  }
}

/** Why a field does not take a value; what the value holds is not looked at. */
export function whyNotTaken(value: unknown, shape: Shape): string | undefined {
  const mustBe = (what: string, is: boolean) =>
    is ? undefined : `must be ${what}, and is ${kindOf(value)}`;
  switch (shape.kind) {
    case "path":
      if (typeof value === "string" && value.includes("\0")) return "must be a path, without NUL";
      return mustBe("a path", typeof value === "string" && value !== "");
    case "text":
      return mustBe("a text", typeof value === "string" && value !== "");
    case "choice":
      return mustBe(
        `one of ${shape.of.join(", ")}`,
        typeof value === "string" && shape.of.includes(value),
      );
    case "flag":
      return mustBe("true or false", typeof value === "boolean");
    case "count":
      return mustBe("a whole number, 0 or more", Number.isSafeInteger(value) && Number(value) >= 0);
    case "paths":
    case "codes":
      return mustBe("a list", Array.isArray(value));
    case "texts by name":
      return mustBe("an object", isObject(value));
  }
}

function whyNoText(value: unknown): string | undefined {
  return typeof value === "string" ? undefined : `must be a text, and is ${kindOf(value)}`;
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields of a target alone; all are checked, or the config is refused. */
function asTarget(members: Members): TargetConfig {
  const fields = Object.entries(members).filter(
    ([key, value]) => Object.hasOwn(FIELDS, key) && value !== undefined,
  );
  return Object.fromEntries(fields) as unknown as TargetConfig;
}

function inside({ file, pointer, path }: Place, key: string | number): Place {
  const name = String(key);
  return {
    file,
    pointer: childPointer(pointer, key),
    path:
      path === undefined ? name : typeof key === "number" ? `${path}[${key}]` : `${path}.${name}`,
  };
}

function holderOf({ path }: Place): string {
  return path ?? "the config";
}

function keyOf({ file, pointer }: Place) {
  return { file, pointer, on: "key" } as const;
}

function valueOf({ file, pointer }: Place) {
  return { file, pointer };
}
