import { readFile } from "node:fs/promises";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compileTemplateText } from "../../src/index.js";
import { findDocuments } from "../corpus/find-documents.js";
import { templatesIn } from "./templates-in.js";

// npm run templates -- [--specs DIR] [--at-least N] [--json]
// Compiles each mapping template of the documents, also of those that are refused for something else.

const options = parseArgs({
  options: {
    specs: { type: "string", default: "../shared/corpus/aws" },
    "at-least": { type: "string", default: "0" },
    json: { type: "boolean", default: false },
  },
}).values;

const folder = await mkdtemp(join(tmpdir(), "gatewright-templates-"));
try {
  const templates = new Map<string, string>();
  for (const { name, path } of await findDocuments(resolve(options.specs), folder)) {
    for (const template of templatesIn(await readFile(path, "utf8"), path)) {
      if (!templates.has(template)) templates.set(template, name);
    }
  }
  const refused = [...templates].flatMap(([template, document]) => {
    const { text, diagnostics } = compileTemplateText(template);
    const why = diagnostics.map(({ message }) => message).join("; ");
    return text === undefined ? [{ document, why, template }] : [];
  });
  const summary = { total: templates.size, compiled: templates.size - refused.length, refused };
  const told = refused.map(({ document, why }) => `${document}: ${why}\n`).join("");
  process.stdout.write(
    options.json
      ? `${JSON.stringify(summary)}\n`
      : `${told}${summary.compiled} of ${summary.total} templates compiled\n`,
  );
  if (summary.compiled < Number(options["at-least"])) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
