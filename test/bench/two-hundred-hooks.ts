import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../harness/root.js";
import { measureCommand } from "./measure-command.js";
import type { Turn } from "./run-rounds.js";

const HOOKS = 200;
const MORE = 20;

/**
 * Generates a project in which the user answers two hundred operations, has him write all of them, and his
 * registry by his own rules, and generates again with more. Fails if a byte of his is not as he wrote it.
 * @param folder that is free for this
 */
export async function reconcileHooks(folder: string): Promise<Turn<{ readonly CPU: number }>> {
  await mkdir(folder, { recursive: true });
  const [document, out] = [join(folder, "openapi.json"), join(folder, "gateway")];
  const run = async (operations: number) => {
    await writeFile(document, JSON.stringify(documentOf(operations), null, 2));
    const args = [join(ROOT, "dist/cli.js"), "generate", document, "--out", out];
    return measureCommand({ args, cwd: ROOT, environment: {}, out });
  };
  try {
    const first = await run(HOOKS);
    if (first.kind === "failed") return first;
    const written = await writeHooks(join(out, "src/hooks"));
    const again = await run(HOOKS + MORE);
    if (again.kind === "failed") return again;
    const why = await whatIsLost(written);
    return why === undefined
      ? { kind: "done", took: { CPU: again.took.CPU } }
      : { kind: "failed", why };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function documentOf(operations: number) {
  const paths = Array.from({ length: operations }, (_, index) => [
    `/things/${index}`,
    {
      get: {
        operationId: `getThing${index}`,
        "x-gateway": { handler: true },
        responses: { 200: { description: "A thing" } },
      },
    },
  ]);
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: Object.fromEntries(paths) as object,
  };
}

/** The user's files, by path: every one is his, and none looks as it was generated. */
async function writeHooks(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const written = new Map<string, string>();
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const text = (await readFile(path, "utf8"))
      .replaceAll("\n", "\r\n")
      .replaceAll('"', "'")
      .replaceAll("  ", "\t")
      .replace("export const", "/* mine */ export const");
    await writeFile(path, text);
    written.set(path, text);
  }
  return written;
}

/** In the registry there may be more between the user's lines. */
async function whatIsLost(written: ReadonlyMap<string, string>): Promise<string | undefined> {
  for (const [path, text] of written) {
    const now = await readFile(path, "utf8");
    if (!path.endsWith("index.ts")) {
      if (now !== text) return `${path} was changed`;
      continue;
    }
    const members = now.match(/getThing\d+(?=[,\s])/g) ?? [];
    if (new Set(members).size !== HOOKS + MORE) return `${path} lacks hooks`;
    let from = 0;
    for (const line of text.split(/(?<=\n)/)) {
      const at = now.indexOf(line.replace(/(?:,? \} satisfies Hooks;)?\r\n$/, ""), from);
      if (at < 0) return `${path} lost ${line}`;
      from = at;
    }
  }
  return undefined;
}
