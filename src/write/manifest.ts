import { createHash } from "node:crypto";
import type { HookRecord } from "../plan/project-plan.js";

/** Where the manifest is, below the project's folder. */
export const MANIFEST = ".gatewright/manifest.json";

/** What a project is made from: the same of each makes the same files. */
export interface Origin {
  /** The generator's version. */
  readonly version: string;
  /** The document, from the project's folder. */
  readonly document: string;
  /** What was said of it besides, as arguments of the command line. */
  readonly options: readonly string[];
  /** The hash of each file that was read, by its path from the project's folder. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** What was written last. */
export interface Manifest {
  /** Undefined where it is not known: for a new project, and for a manifest that was rebuilt. */
  readonly origin: Origin | undefined;
  /** The hash of each generated file by its path; of a torn manifest, the hashes on both sides. */
  readonly files: ReadonlyMap<string, ReadonlySet<string>>;
  /** The hooks that the project had, by member. */
  readonly hooks: ReadonlyMap<string, HookRecord>;
  /** The hash of a registry that takes a parser to read, as it was found to have these hooks. */
  readonly registry: string | undefined;
  /** Whether it is no JSON, as after a merge with conflicts. */
  readonly isTorn: boolean;
}

/** Reads a manifest: what is left of one that a merge tore, and nothing where there is none. */
export function readManifest(text: string | undefined): Manifest {
  if (text === undefined) return { ...NOTHING, isTorn: false };
  try {
    return fromJson(JSON.parse(text));
  } catch {
    return { ...NOTHING, files: hashesIn(text), isTorn: true };
  }
}

const NOTHING = {
  origin: undefined,
  files: new Map(),
  hooks: new Map(),
  registry: undefined,
} as const;

function fromJson(written: unknown): Manifest {
  const { files, hooks = {}, registry, ...origin } = object(written);
  const hashes = Object.entries(object(files)).map(
    ([path, hash]) => [path, new Set([text(hash)])] as const,
  );
  return {
    origin: originOf(origin),
    files: new Map(hashes),
    hooks: new Map(Object.entries(object(hooks)).map(([member, each]) => [member, hookOf(each)])),
    registry: registry === undefined ? undefined : text(registry),
    isTorn: false,
  };
}

/** Manifests of before had files only. */
function originOf({ version, document, options, inputs }: AnyObject): Origin | undefined {
  if (version === undefined) return undefined;
  if (!Array.isArray(options)) throw new TypeError("no list");
  return {
    version: text(version),
    document: text(document),
    options: options.map(text),
    inputs: Object.fromEntries(
      Object.entries(object(inputs)).map(([path, hash]) => [path, text(hash)]),
    ),
  };
}

function hookOf(written: unknown): HookRecord {
  const { module, ...operation } = object(written);
  const known = ["operationId", "method", "path"].filter((name) => operation[name] !== undefined);
  const texts = known.map((name) => [name, text(operation[name])] as const);
  return { module: moduleOf(module), ...Object.fromEntries(texts) };
}

/** Below `src/hooks`, as the plan names them: what is read and told of must not lead elsewhere. */
function moduleOf(written: unknown): string {
  const module = text(written);
  if (/^\.(?:\/[\w-][\w.-]*)+\.js$/.test(module)) return module;
  throw new TypeError("no module");
}

type AnyObject = Readonly<Record<string, unknown>>;

function object(value: unknown): AnyObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError("no object");
  }
  return value as AnyObject;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("no text");
  return value;
}

/** Every line that gives a path and a hash, whatever a merge put between them. */
function hashesIn(torn: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [, path = "", hash = ""] of torn.matchAll(/^\s*"([^"\\]+)": "([\da-f]{64})",?$/gm)) {
    found.set(path, (found.get(path) ?? new Set()).add(hash));
  }
  return found;
}

/** The manifest as text: sorted, without times or anything of this machine. */
export function printManifest(
  origin: Origin,
  files: ReadonlyMap<string, string>,
  { hooks, registry }: Pick<Manifest, "hooks" | "registry">,
): string {
  const { version, document, options, inputs } = origin;
  const written = {
    version,
    document,
    options,
    inputs: sorted(Object.entries(inputs)),
    files: sorted(files),
    hooks: sorted(hooks),
    registry,
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

function sorted<T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the manifest holds of a text: the same whatever its lines end with, which git may change. */
export function hashOf(text: string | Buffer): string {
  if (typeof text !== "string" && text.includes("\r\n")) return hashOf(text.toString());
  const content = typeof text === "string" ? withLineFeeds(text) : text;
  return createHash("sha256").update(content).digest("hex");
}

/** The text with lines that end as generated ones do. */
export function withLineFeeds(text: string): string {
  return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text;
}
