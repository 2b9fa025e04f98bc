import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { load } from "js-yaml";
import { beforeAll, describe, expect, test } from "vitest";
import { generate } from "../../src/index.js";
import { sampleDocument, temporaryFolder, writeFiles } from "./generate-into.js";

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFiles(folder, { "openapi.yaml": await sampleDocument("orders") });
  await generate({ document: "openapi.yaml", out: ".", cwd: folder, generatorSpec: "./tool.tgz" });
});

const text = (path: string) => readFile(join(folder, path), "utf8");

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: {
    readonly gateway: {
      readonly strategy: { readonly matrix: { readonly node: readonly number[] } };
      readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
    };
  };
}

describe("a new project", () => {
  test("has a workflow of scripts that it has, with no more rights than it needs", async () => {
    const { permissions, jobs } = load(await text(".github/workflows/gateway.yml")) as Workflow;
    expect(permissions).toEqual({ contents: "read" });
    expect(jobs.gateway.strategy.matrix.node).toEqual([20, 22]);
    const runs = jobs.gateway.steps.flatMap(({ run }) => run ?? []);
    expect(runs).toEqual(["npm ci", "npm run check -- --reporter github", "npm test"]);
    const { scripts } = JSON.parse(await text("package.json")) as { readonly scripts: object };
    expect(scripts).toMatchObject({ check: "node scripts/generate.mjs --check" });
    expect(scripts).toHaveProperty("test");
    for (const { uses } of jobs.gateway.steps) expect(uses ?? "x@v1").toMatch(/@v\d+$/);
  });

  test("says in its README what every status of the generator asks for", async () => {
    const readme = await text("README.md");
    for (const status of [1, 3, 4, 5]) expect(readme).toContain(`- **${status}**: `);
    expect(readme).toContain("npx gatewright diff git:HEAD:openapi.yaml openapi.yaml");
  });

  test("marks what is generated, and keeps formatters away from it", async () => {
    await promisify(execFile)("git", ["init", "--quiet"], { cwd: folder });
    const attributes = ["linguist-generated", "gitlab-generated", "merge", "eol"];
    const of = async (path: string) => {
      const args = ["check-attr", ...attributes, "--", path];
      const { stdout } = await promisify(execFile)("git", args, { cwd: folder });
      return stdout
        .trim()
        .split("\n")
        .map((line) => line.split(": ").at(-1));
    };
    expect(await of("src/generated/gateway.ts")).toEqual(["set", "set", "unspecified", "lf"]);
    expect(await of(".gatewright/manifest.json")).toEqual(["set", "set", "unspecified", "lf"]);
    expect(await of("src/main.ts")).toEqual(["unspecified", "unspecified", "unspecified", "lf"]);
    expect(await text(".prettierignore")).toMatch(/^src\/generated\n\.gatewright\n/);
    await rm(join(folder, ".git"), { recursive: true });
  });

  test("keeps where it gets gatewright from, and says so where that is not there", async () => {
    const options = { document: "openapi.yaml", out: ".", cwd: folder };
    const { changes } = await generate({ ...options, check: true });
    expect(changes?.filter(({ reasons }) => reasons.length > 0)).toEqual([]);
    const args = ["scripts/generate.mjs", "--check"];
    const run = promisify(execFile)(process.execPath, args, { cwd: folder, env: { PATH: "" } });
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("npm install --save-dev ./gatewright.tgz") as unknown,
    });
  });
});
