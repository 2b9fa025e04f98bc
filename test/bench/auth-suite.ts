import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "rolldown";
import { ROOT } from "../harness/root.js";
import { runRounds } from "./run-rounds.js";
import { OURS, type Suite } from "./suite.js";

const HASH = "one SHA-256";
const JOSE = "jose alone";

/** What is decided, and beside whom. */
const PEERS = {
  "an API key": HASH,
  "a token seen before": HASH,
  "a new token": JOSE,
} as const;
type Subject = keyof typeof PEERS;

export const authSuite: Suite = {
  name: "auth",
  title: "Deciding who calls",
  charted: "CPU",
  bars: [
    { subject: "an API key", measure: "CPU", atMost: 3, peer: HASH },
    { subject: "a token seen before", measure: "CPU", atMost: 3, peer: HASH },
    { subject: "a new token", measure: "CPU", atMost: 1.1, peer: JOSE },
  ],
  async run(options) {
    const folder = await mkdtemp(join(tmpdir(), "gatewright-bench-"));
    try {
      const module = await bundle(folder);
      const runs = [];
      for (const [subject, peer] of Object.entries(PEERS)) {
        runs.push(
          await runRounds(
            [subject],
            [OURS, peer],
            { CPU: "µs" },
            options,
            async (_, candidate) => ({
              kind: "done",
              took: { CPU: await measure(module, subject as Subject, candidate) },
            }),
          ),
        );
      }
      return {
        measurements: runs.flatMap(({ measurements }) => measurements),
        failures: runs.flatMap(({ failures }) => failures),
        notes: NOTES,
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const NOTES = [
  "The token is one of RS256 with a key of 2,048 bits.",
  "The SHA-256 is that of the key or the token.",
  "Ours is all of an authorizer of API keys, or of a JWT authorizer, from the header to what functions are told of claims; jose has its key imported before, and checks issuer, audience and times.",
];

/** The runtime as it is, and packages as they are installed. */
async function bundle(folder: string): Promise<string> {
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  await symlink(join(ROOT, "templates/runtime"), join(folder, "runtime"), "junction");
  const input = join(folder, "entry.ts");
  await writeFile(
    input,
    `export { apiKeyAuthorizer } from "./runtime/api-key-authorizer.js";
export { readApiKeys } from "./runtime/api-keys.js";
export { Environment } from "./runtime/environment.js";
export { httpApiJwt } from "./runtime/tokens/http-api-jwt.js";
export { headerToken } from "./runtime/tokens/token-source.js";
`,
  );
  const file = join(folder, "tokens.mjs");
  await build({
    input,
    platform: "node",
    external: /^[^./]/,
    logLevel: "silent",
    output: { file },
  });
  return file;
}

/** Microseconds of CPU for one decision. */
async function measure(module: string, subject: Subject, candidate: string): Promise<number> {
  const script = join(ROOT, "test/bench/run-tokens.mjs");
  const args = [script, module, subject, candidate];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return Number(stdout);
}
