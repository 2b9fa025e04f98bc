import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { build } from "rolldown";
import { generate, type Diagnostic, type GenerateOptions } from "../../src/index.js";
import { ROOT } from "./root.js";

/** A folder for generated projects, in which they find the packages of this repository. */
export class Workshop {
  readonly folder: string;
  #made = 0;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<Workshop> {
    const folder = await mkdtemp(join(tmpdir(), "gatewright-harness-"));
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    return new Workshop(folder);
  }

  /** Makes a folder for one project. */
  async project(): Promise<string> {
    this.#made += 1;
    const folder = join(this.folder, String(this.#made));
    await mkdir(folder);
    return folder;
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** What a gateway is generated from: files by path, the first of which is the document. */
export type GatewayFiles = Readonly<Record<string, string>>;

export type GatewayOptions = Omit<GenerateOptions, "document" | "out" | "cwd">;

/** Either a gateway that can be started, or why there is none. */
export type BuiltGateway = { readonly diagnostics: readonly Diagnostic[] } & (
  | { readonly kind: "built"; readonly folder: string; readonly main: string }
  | { readonly kind: "refused"; readonly errors: readonly Diagnostic[] }
);

/** Generates a project into a folder by the public API, and bundles it as its own build does. */
export async function buildGateway(
  folder: string,
  files: GatewayFiles,
  options: GatewayOptions,
): Promise<BuiltGateway> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const [document = ""] = Object.keys(files);
  const { reporter, changes } = await generate({ ...options, document, out: ".", cwd: folder });
  const { diagnostics } = reporter;
  if (changes === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    return { kind: "refused", errors, diagnostics };
  }
  const main = join(folder, "dist/main.js");
  await build({
    cwd: folder,
    input: "src/main.ts",
    platform: "node",
    external: /^[^./]/,
    logLevel: "silent",
    output: { file: main },
  });
  return { kind: "built", folder, main, diagnostics };
}

/** The names of the settings that a generated project lists in its `.env.example`. */
export async function settingNames(folder: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(folder, ".env.example"), "utf8");
  return new Set(Array.from(text.matchAll(/^([A-Z]\w*)=/gm), ([, name = ""]) => name));
}

/** The hooks that a generated project leaves to its user. */
export async function hookNames(folder: string): Promise<readonly string[]> {
  const files = await readdir(join(folder, "src/hooks"), { recursive: true }).catch(() => []);
  const names = files.filter((file) => file.endsWith(".ts")).map((file) => basename(file, ".ts"));
  return names.filter((name) => name !== "index");
}
