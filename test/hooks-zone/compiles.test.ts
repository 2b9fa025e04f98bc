import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addHooks } from "../../src/hooks-zone/add-hooks.js";
import { temporaryFolder, writeFiles } from "../project/generate-into.js";
import { typeCheck } from "../project/type-check.js";
import { mangledRegistry } from "./mangled-registry.js";
import { WANTED } from "./wanted.js";

const CONTRACT = `type Hook = (...given: never[]) => unknown;

export interface Hooks {
${WANTED.map(({ member }) => `  readonly ${member}: Hook;`).join("\n")}
}
`;

const EMPTY = `import type { Hooks } from "../generated/hooks.js";

export const hooks = {} satisfies Hooks;
`;

/** Resolves imports with `.js`, with `.ts` and with nothing. */
const CONFIG = {
  compilerOptions: {
    target: "es2023",
    module: "esnext",
    moduleResolution: "bundler",
    allowImportingTsExtensions: true,
    strict: true,
    verbatimModuleSyntax: true,
    noEmit: true,
    types: [],
  },
};

/** A project of registries side by side, each with its hooks. */
async function projectOf(registries: readonly string[]): Promise<string> {
  const folder = join(await temporaryFolder(), "gateway");
  const files = registries.flatMap((text, index) => [
    [`${index}/index.ts`, text],
    ...WANTED.map(({ module, exported }) => [
      join(String(index), module.replace(/\.js$/, ".ts")),
      `export const ${exported} = (...given: never[]) => given;\n`,
    ]),
    [`${index}/handlers/sales.ts`, "export const sales = () => 0;\n"],
  ]);
  await writeFiles(folder, {
    "tsconfig.json": JSON.stringify(CONFIG),
    "generated/hooks.ts": CONTRACT,
    ...(Object.fromEntries(files) as Record<string, string>),
  });
  return folder;
}

test("registries satisfy the contract once they have what they lacked", async () => {
  const registries = fc.sample(mangledRegistry, { numRuns: 30, seed: 8 }).map(({ text }) => text);
  const before = await projectOf([EMPTY]);
  expect(() => typeCheck(before, "typescript")).toThrow();
  const after = await projectOf([EMPTY, ...registries].map((text) => addHooks(text, WANTED).text));
  expect(() => typeCheck(after, "typescript")).not.toThrow();
});
