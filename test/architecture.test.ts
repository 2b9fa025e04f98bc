import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { Project } from "ts-morph";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/**
 * What each part of `src` may import besides itself. The stages stand in the order in which a
 * document passes them; none imports another, but for the one value that is handed on.
 */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  cli: [
    "composition",
    "config",
    "dev",
    "dev-gateway",
    "diagnostics",
    "diff",
    "doctor",
    "import-aws/import-report",
    "model",
    "write/base-path",
    "write/file-change",
    "write/read-project",
    "write/unified-diff",
    "write/write-imported",
  ],
  config: ["diagnostics", "load"],
  // Runs a gateway while its document changes; it is a composition of its own.
  dev: [
    "composition",
    "dev-gateway",
    "diagnostics",
    "dialects",
    "load",
    "model",
    "plan",
    "render",
    "watch",
  ],
  // What runs in the gateway's process then.
  "dev-gateway": ["model", "runtime"],
  composition: [
    "check",
    "code",
    "config",
    "diagnostics",
    "dialects",
    "diff",
    "doctor",
    "import-aws",
    "load",
    "model",
    "plan",
    "render",
    "runtime",
    "template-language",
    "watch",
    "write",
  ],
  load: ["diagnostics", "memory"],
  dialects: ["diagnostics", "load", "model", "schema", "template-language", "runtime"],
  model: ["diagnostics", "schema", "template-language"],
  schema: ["code", "diagnostics", "runtime"],
  "template-language": ["code", "runtime"],
  check: ["diagnostics", "model"],
  diff: ["code", "diagnostics", "model", "schema"],
  plan: ["code", "memory", "model", "schema", "template-language", "runtime"],
  code: [],
  render: ["code", "plan/project-plan"],
  write: ["diagnostics", "hooks-zone", "plan/project-plan"],
  diagnostics: [],
  memory: [],
  watch: [],
  "hooks-zone": ["code", "diagnostics"],
  doctor: ["diff", "plan/project-plan"],
  // What the AWS CLI prints, and what it comes to.
  "import-aws": ["diagnostics", "load", "runtime"],
};

/** The one home of each package. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  "@apidevtools/swagger-parser": ["load"],
  "@eslint-community/regexpp": ["schema"],
  chokidar: ["watch"],
  diff: ["write"],
  "jsonc-parser": ["write"],
  ...Object.fromEntries(
    [
      "apps/v1/Deployment",
      "autoscaling/v2/HorizontalPodAutoscaler",
      "networking.k8s.io/v1/NetworkPolicy",
      "policy/v1/PodDisruptionBudget",
      "v1/ConfigMap",
      "v1/Container",
      "v1/PodSpec",
      "v1/Service",
    ].map((kind) => [`kubernetes-models/${kind}`, ["plan"]]),
  ),
  "node-diff3": ["write"],
  "handlebars/runtime.js": ["render"],
  "js-yaml": ["load", "render"],
  "json-p3": ["load"],
  "oxc-parser": ["config", "render"],
  "oxc-transform": ["config", "render"],
  picocolors: ["dev", "diagnostics", "diff"],
  re2js: ["load", "schema"],
  sarif: ["diagnostics"],
  "ts-morph": ["hooks-zone"],
  undici: ["dev-gateway"],
  "virtual:templates": ["plan", "render"],
  yargs: ["cli"],
  "yargs/helpers": ["cli"],
};

/** Parts that may reach outside the process. */
const READS_OR_WRITES = ["config", "dev", "dev-gateway", "load", "write"];

const project = new Project({ skipAddingFilesFromTsConfig: true });
const files = project.addSourceFilesAtPaths([`${ROOT}/src/**/*.ts`, `!${ROOT}/src/**/*.d.ts`]);

interface Import {
  readonly from: string;
  readonly to: string;
  readonly file: string;
}

function pathOf(file: string): string {
  return relative(ROOT, file).split(sep).join("/");
}

/** `src/load/cursor.ts` → `load`; a file of `src` itself is composition. */
function partOf(path: string): string {
  if (path.startsWith("templates/runtime/")) return "runtime";
  const [, part = "", file] = path.split("/");
  return file === undefined ? "composition" : part;
}

const imports: readonly Import[] = files.flatMap((file) => {
  const path = pathOf(file.getFilePath());
  const specifiers = [
    ...file.getImportDeclarations().map((each) => each.getModuleSpecifierValue()),
    ...file.getExportDeclarations().flatMap((each) => each.getModuleSpecifierValue() ?? []),
    ...[...file.getFullText().matchAll(/\bimport\("([^"]+)"\)/g)].map(([, name]) => name ?? ""),
  ];
  return specifiers.map((specifier) => ({
    file: path,
    from: partOf(path),
    to: specifier.startsWith(".")
      ? pathOf(join(ROOT, path, "..", specifier.replace(/\.js$/, ".ts")))
      : specifier,
  }));
});

const own = imports.filter(({ to }) => /^(?:src|templates)\//.test(to));
const packages = imports.filter(({ to }) => !/^(?:src|templates)\/|^package\.json$/.test(to));

test("the sources were found", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(own.length).toBeGreaterThan(200);
});

test("imports follow the arrows", () => {
  const wrong = own.filter(({ from, to }) => {
    const target = partOf(to);
    if (target === from) return false;
    const allowed = ARROWS[from] ?? [];
    return !allowed.includes(target) && !allowed.some((each) => to === `src/${each}.ts`);
  });
  expect(wrong).toEqual([]);
});

test("no arrow is drawn that nothing follows", () => {
  for (const [from, allowed] of Object.entries(ARROWS)) {
    const followed = own.filter((each) => each.from === from);
    for (const to of allowed) {
      const used = followed.some((each) => partOf(each.to) === to || each.to === `src/${to}.ts`);
      expect(used, `${from} → ${to}`).toBe(true);
    }
  }
});

test("each package has one home", () => {
  const wrong = packages.filter(
    ({ from, to }) => !to.startsWith("node:") && !(HOMES[to] ?? []).includes(from),
  );
  expect(wrong).toEqual([]);
  for (const name of Object.keys(HOMES)) expect(packages.map(({ to }) => to)).toContain(name);
});

test("only these touch files", () => {
  const touching = packages.filter(({ to }) => /^node:(?:fs|net|http|child_process)/.test(to));
  expect(touching.filter(({ from }) => !READS_OR_WRITES.includes(from))).toEqual([]);
  expect(touching.length).toBeGreaterThan(0);
});

test("the model knows no vendor", () => {
  for (const file of files.filter((each) => pathOf(each.getFilePath()).startsWith("src/model/"))) {
    expect(file.getFullText().toLowerCase(), pathOf(file.getFilePath())).not.toContain("amazon");
  }
});

describe("files are small", () => {
  const runtime = project.addSourceFilesAtPaths(`${ROOT}/templates/runtime/**/*.ts`);
  const lengths = [...files, ...runtime].map((file) => ({
    path: pathOf(file.getFilePath()),
    lines: readFileSync(file.getFilePath(), "utf8").split("\n").length,
  }));

  test("the median is about a hundred lines at most", () => {
    const sorted = lengths.map(({ lines }) => lines).toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(110);
  });

  test("none is over 400 lines", () => {
    expect(lengths.filter(({ lines }) => lines > 400)).toEqual([]);
  });
});
