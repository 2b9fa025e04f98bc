import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../harness/root.js";
import { DOCUMENTS, readDocumentText } from "./documents.js";
import { measureCommand } from "./measure-command.js";
import { runRounds } from "./run-rounds.js";
import { measureRegenerating, REGENERATION_BARS } from "./regenerating.js";
import { scratchFolder } from "./scratch-folder.js";
import { OURS, type Suite } from "./suite.js";

/** What a candidate is called with. */
type Call = (document: string, out: string) => readonly string[];

const PEERS = join(ROOT, "test/bench/node_modules/.bin");

/** Each with the settings that its own guide begins with. */
const CANDIDATES: Readonly<Record<string, Call>> = {
  [OURS]: (document, out) => {
    const cli = join(ROOT, "dist/cli.js");
    return [cli, "generate", document, "--out", out];
  },
  "openapi-typescript": (document, out) => {
    return [join(PEERS, "openapi-typescript"), document, "--output", join(out, "types.ts")];
  },
  "openapi-typescript-codegen": (document, out) => {
    return [join(PEERS, "openapi"), "--input", document, "--output", out];
  },
  orval: (document, out) => {
    const files = ["--input", document, "--output", join(out, "api.ts")];
    return [join(PEERS, "orval"), ...files, "--client", "fetch"];
  },
  "hey-api + zod": (document, out) => {
    const files = ["--input", document, "--output", out, "--no-log-file"];
    const plugins = ["@hey-api/typescript", "@hey-api/sdk", "zod"];
    return [join(PEERS, "openapi-ts"), ...files, "--plugins", ...plugins];
  },
  // What it reads and where it writes come by the environment.
  "kubb + zod": () => [join(PEERS, "kubb"), "generate", "--config", "kubb.config.mjs"],
};

const UNITS = { CPU: "s", wall: "s", memory: "MB", written: "MB", files: "" };

/**
 * The whole command line, cold: a new process and an empty folder each time; and ours again, where there
 * is a project already.
 */
export const generatorSuite: Suite = {
  name: "generator",
  title: "Generating from a document",
  charted: "CPU",
  bars: [
    { subject: "GitHub", measure: "CPU", atMost: 0.5, peer: "openapi-typescript" },
    { subject: "GitHub", measure: "CPU", atMost: 0.25, peer: "orval" },
    { subject: "GitHub", measure: "CPU", atMost: 0.06, peer: "hey-api + zod" },
    { subject: "GitHub", measure: "CPU", atMost: 3 },
    { subject: "GitHub", measure: "memory", atMost: 0.8, peer: "openapi-typescript" },
    { subject: "Stripe", measure: "CPU", atMost: 0.4, peer: "openapi-typescript" },
    { subject: "Petstore", measure: "CPU", atMost: 0.25, peer: "openapi-typescript" },
    { subject: "Petstore", measure: "wall", atMost: 0.4 },
    ...REGENERATION_BARS,
  ],
  async run(options) {
    const folder = await scratchFolder();
    try {
      const paths = new Map<string, string>();
      for (const [name, file] of Object.entries(DOCUMENTS)) {
        const path = join(folder, `${name}.json`);
        await writeFile(path, await readDocumentText(join(options.specs, file)));
        paths.set(name, path);
      }
      const turn = async (subject: string, candidate: string) => {
        const document = paths.get(subject) ?? "";
        const out = join(folder, "out");
        const run = await measureCommand({
          args: CANDIDATES[candidate]?.(document, out) ?? [],
          cwd: join(ROOT, "test/bench"),
          environment: { BENCH_DOCUMENT: document, BENCH_OUT: out, DO_NOT_TRACK: "1" },
          out,
        });
        await rm(out, { recursive: true, force: true });
        return run;
      };
      const found = await runRounds(
        [...paths.keys()],
        Object.keys(CANDIDATES),
        UNITS,
        options,
        turn,
      );
      const github = join(options.specs, DOCUMENTS.GitHub);
      const again = await measureRegenerating(
        paths.get("GitHub") ?? "",
        await readDocumentText(github),
        folder,
        options,
      );
      return {
        measurements: [...found.measurements, ...again.measurements],
        failures: [...found.failures, ...again.failures],
        notes: [
          "Ours writes whole gateways: routes, types, validators, runtime, scaffold. Memory is that of the largest process. What changes in one operation is followed by `--watch`, whose CPU is that from the change until it is told, once it has followed a few.",
        ],
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
