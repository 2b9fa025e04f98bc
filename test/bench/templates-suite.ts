import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, promisify } from "node:util";
import { build } from "rolldown";
import { compileTemplateText } from "../../src/index.js";
import { ROOT } from "../harness/root.js";
import { runRounds } from "./run-rounds.js";
import { OURS, type Suite } from "./suite.js";
import { EVENTS } from "./template-events.js";

const VELOCITYJS = "velocityjs";
const NAMES = Object.keys(EVENTS);

/** What `run-templates.mjs` prints. */
interface Rendered {
  readonly output: string;
  /** Microseconds of CPU that a template takes, and with the reading of the body. */
  readonly cpu: number;
  readonly cpuWithBody: number;
  /** Bytes on the heap. */
  readonly allocated: number;
}

export const templatesSuite: Suite = {
  name: "templates",
  title: "Rendering mapping templates",
  charted: "CPU",
  bars: [
    { subject: "parameter", measure: "CPU", atMost: 0.2, peer: VELOCITYJS },
    { subject: "list", measure: "CPU", atMost: 0.2, peer: VELOCITYJS },
    { subject: "passthrough", measure: "CPU", atMost: 0.066, peer: VELOCITYJS },
    ...NAMES.map((subject) => ({ subject, measure: "allocation", atMost: 3 })),
  ],
  async run(options) {
    const folder = await mkdtemp(join(tmpdir(), "gatewright-bench-"));
    try {
      const modules = new Map<string, string>();
      for (const name of NAMES.filter((each) => options.wants(each))) {
        options.onProgress(`${name}: compiling`);
        modules.set(name, await compile(join(folder, name), name));
      }
      const outputs = new Map<string, unknown>();
      const found = await runRounds(
        [...modules.keys()],
        [OURS, VELOCITYJS],
        { CPU: "µs", "CPU with body": "µs", allocation: "× output" },
        options,
        async (name, candidate) => {
          const ours = modules.get(name) ?? "";
          const theirs = join(ROOT, "test/bench/render-velocityjs.mjs");
          const rendered = await render(candidate === OURS ? ours : theirs, name, folder);
          const output: unknown = JSON.parse(rendered.output);
          if (!outputs.has(name)) outputs.set(name, output);
          if (!isDeepStrictEqual(outputs.get(name), output)) {
            return { kind: "failed", why: "it renders another JSON" };
          }
          const { cpu, cpuWithBody, allocated } = rendered;
          const allocation = allocated / Buffer.byteLength(rendered.output);
          return { kind: "done", took: { CPU: cpu, "CPU with body": cpuWithBody, allocation } };
        },
      );
      return { ...found, notes: NOTES };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const NOTES = [
  "Both render the same JSON, and have their template read before: ours as the code that a project holds.",
  "CPU is that of rendering, with a body that is read already.",
  "Allocation is what the heap grows by when a template is rendered often enough and nothing is collected, in bytes for each byte of output.",
];

const template = (name: string) => join(ROOT, `test/bench/templates/${name}.vtl`);

/** The module of a template, compiled as in a project. */
async function compile(folder: string, name: string): Promise<string> {
  await mkdir(join(folder, "transformers"), { recursive: true });
  await symlink(join(ROOT, "templates/runtime"), join(folder, "runtime"), "junction");
  const { text } = compileTemplateText(await readFile(template(name), "utf8"), { file: name });
  if (text === undefined) throw new Error(`${name} is no template`);
  await writeFile(join(folder, `transformers/${name}.ts`), text);
  const entry = join(folder, "bench.ts");
  await writeFile(
    entry,
    `import { ContextMap } from "./runtime/velocity/context-map.js";
import { Input } from "./runtime/velocity/input.js";
import { beginWork } from "./runtime/velocity/work.js";
import { ${name} } from "./transformers/${name}.js";

const entries = (given) => Object.entries(given ?? {});
const contextOf = (value) =>
  typeof value === "object"
    ? new ContextMap(entries(value).map(([key, each]) => [key, contextOf(each)]))
    : value;

export function prepare(source, { body, params, context, stageVariables }) {
  const [path, querystring, header] = ["path", "querystring", "header"].map(
    (kind) => new Map(entries(params?.[kind])),
  );
  const given = {
    context: contextOf(context ?? {}),
    stageVariables: new Map(entries(stageVariables)),
    variables: new Map(),
  };
  const scope = () => ({
    input: new Input({ body: body ?? "", params: { path, querystring, header } }),
    ...given,
  });
  // A message would have an input of its own, with which its work begins.
  const render = (prepared) => {
    beginWork();
    return ${name}(prepared);
  };
  return { scope, render };
}
`,
  );
  const file = join(folder, "bench.mjs");
  await build({ input: entry, platform: "node", logLevel: "silent", output: { file } });
  return file;
}

async function render(module: string, name: string, folder: string): Promise<Rendered> {
  const event = join(folder, `${name}.json`);
  await writeFile(event, JSON.stringify(EVENTS[name]));
  const script = join(ROOT, "test/bench/run-templates.mjs");
  // Room for all that is allocated while it is measured.
  const flags = ["--expose-gc", "--min-semi-space-size=64", "--max-semi-space-size=64"];
  const args = [...flags, script, module, template(name), event];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Rendered;
}
