import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "rolldown";
import { ROOT } from "../harness/root.js";
import { documentOf, operationId, readBodySchemas, type BodySchemas } from "./body-schemas.js";
import { DOCUMENTS, readDocumentText } from "./documents.js";
import { runRounds } from "./run-rounds.js";
import { OURS, type Suite } from "./suite.js";

/** Documents of OpenAPI 3.0 with bodies of JSON. */
const NAMES = ["GitHub", "Stripe"] as const;

const AJV_FULL = "ajv, full formats";
const AJV_FAST = "ajv, fast formats";

const FIRST = "Each ends a check with the first problem that it finds.";

/** What a document's examples are checked by, and in. */
interface Subject {
  readonly bodies: BodySchemas;
  /** The file of the bodies. */
  readonly schemas: string;
  readonly candidates: ReadonlyMap<string, Candidate>;
}

interface Candidate {
  /** A module that exports `validators`. */
  readonly module: string;
  /** Bytes of the code that was generated. */
  readonly bytes: number;
}

/** What `run-validators.mjs` prints. */
interface Checked {
  readonly verdicts: readonly boolean[];
  readonly cpu: number;
}

export const validatorsSuite: Suite = {
  name: "validators",
  title: "Checking examples against their schemas",
  charted: "CPU",
  bars: [
    ...NAMES.flatMap((subject) => [
      { subject, measure: "CPU", atMost: 0.6, peer: AJV_FULL },
      { subject, measure: "CPU", atMost: 1, peer: AJV_FAST },
    ]),
    { subject: "Stripe", measure: "code", atMost: 0.5, peer: AJV_FULL },
  ],
  async run(options) {
    const folder = await mkdtemp(join(tmpdir(), "gatewright-bench-"));
    try {
      await symlink(
        join(ROOT, "test/bench/node_modules"),
        join(folder, "node_modules"),
        "junction",
      );
      const subjects = new Map<string, Subject>();
      for (const name of NAMES) {
        if (!options.wants(name)) continue;
        options.onProgress(`${name}: generating validators`);
        const text = await readDocumentText(join(options.specs, DOCUMENTS[name]));
        subjects.set(name, await prepare(join(folder, name), text));
      }
      const verdicts = new Map<string, Map<string, readonly boolean[]>>();
      const found = await runRounds(
        [...subjects.keys()],
        [OURS, AJV_FULL, AJV_FAST],
        { CPU: "ms", code: "MB" },
        options,
        async (name, candidate) => {
          const { schemas, candidates } = subjects.get(name) as Subject;
          const { module, bytes } = candidates.get(candidate) as Candidate;
          const checked = JSON.parse(await run("run-validators.mjs", module, schemas)) as Checked;
          verdicts.set(name, (verdicts.get(name) ?? new Map()).set(candidate, checked.verdicts));
          return { kind: "done", took: { CPU: checked.cpu, code: bytes / 1e6 } };
        },
      );
      const verdictNotes = Array.from(subjects, ([name, { bodies }]) =>
        compareVerdicts(name, bodies, verdicts.get(name) ?? new Map()),
      );
      return { ...found, notes: [FIRST, ...verdictNotes.flat()] };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function prepare(folder: string, text: string): Promise<Subject> {
  await mkdir(folder);
  const schemas = join(folder, "bodies.json");
  const read = readBodySchemas(text);
  await writeFile(schemas, JSON.stringify(read));
  if (read.examples.length === 0) await run("sample-values.mjs", schemas);
  const bodies = JSON.parse(await readFile(schemas, "utf8")) as BodySchemas;
  return {
    bodies,
    schemas,
    candidates: new Map([
      [OURS, await generateOurs(join(folder, "ours"), bodies)],
      [AJV_FULL, await generateAjv(folder, schemas, "full")],
      [AJV_FAST, await generateAjv(folder, schemas, "fast")],
    ]),
  };
}

async function generateOurs(folder: string, bodies: BodySchemas): Promise<Candidate> {
  const document = `${folder}.json`;
  await writeFile(document, JSON.stringify(documentOf(bodies)));
  await runNode(join(ROOT, "dist/cli.js"), "generate", document, "--out", folder);
  const generated = join(folder, "src/generated");
  const validators = await Promise.all(
    bodies.schemas.map(async (_, index) => {
      const route = await readFile(join(generated, `routes/${operationId(index)}.ts`), "utf8");
      const [, name, file] =
        /^import \{ (is\w+) \} from "\.\.\/(validators\/.+)";$/m.exec(route) ?? [];
      return { name, file };
    }),
  );
  const imports = validators.flatMap(({ name, file }, index) =>
    name === undefined ? [] : [`import { ${name} as check${index} } from "./${file}";`],
  );
  const list = validators.map(({ name }, index) =>
    // A route does not check what may be anything.
    name === undefined
      ? "() => true"
      : `(value) => findProblems(value, check${index}, "body", "first") === undefined`,
  );
  const entry = join(generated, "bench.ts");
  await writeFile(
    entry,
    [
      ...imports,
      `import { findProblems } from "./runtime/validation.js";`,
      `export const validators = [${list.join(", ")}];`,
    ].join("\n"),
  );
  const module = `${folder}.mjs`;
  await build({ input: entry, platform: "node", logLevel: "silent", output: { file: module } });
  const files = await readdir(join(generated, "validators"), { withFileTypes: true });
  const sizes = await Promise.all(files.map((file) => stat(join(file.parentPath, file.name))));
  return { module, bytes: sizes.reduce((sum, { size }) => sum + size, 0) };
}

async function generateAjv(folder: string, schemas: string, mode: string): Promise<Candidate> {
  const code = join(folder, `ajv-${mode}.cjs`);
  await run("ajv-standalone.mjs", schemas, mode, code);
  const module = join(folder, `ajv-${mode}.mjs`);
  await writeFile(
    module,
    `import checks from "./ajv-${mode}.cjs";\nexport const validators = Object.values(checks);\n`,
  );
  return { module, bytes: (await stat(code)).size };
}

/** How many verdicts there are, and where ours are not Ajv's. */
function compareVerdicts(
  subject: string,
  { examples }: BodySchemas,
  verdicts: ReadonlyMap<string, readonly boolean[]>,
): readonly string[] {
  const ours = verdicts.get(OURS);
  const theirs = verdicts.get(AJV_FULL);
  if (ours === undefined || theirs === undefined) return [];
  const valid = ours.filter(Boolean).length;
  const differing = examples.flatMap(({ where }, index) =>
    ours[index] === theirs[index]
      ? []
      : [
          `  ${where}: ${ours[index] === true ? "valid to us, not to Ajv" : "valid to Ajv, not to us"}`,
        ],
  );
  const counts = `${subject}: ${examples.length} values, ${valid} of them valid`;
  return [`${counts}; ${differing.length} verdicts are not Ajv's`, ...differing];
}

/** Runs a script of the benchmark's folder, and answers what it prints. */
function run(script: string, ...args: readonly string[]): Promise<string> {
  return runNode("--max-old-space-size=8192", join(ROOT, "test/bench", script), ...args);
}

async function runNode(...args: readonly string[]): Promise<string> {
  const limits = { maxBuffer: 1 << 28 };
  return (await promisify(execFile)(process.execPath, args, limits)).stdout;
}
