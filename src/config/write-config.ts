import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { TargetConfig } from "./config.js";
import { STARTER_DOCUMENT } from "./starter-document.js";

/** The languages of configs. */
export const CONFIG_LANGUAGES = ["json", "ts", "mjs"] as const;

export type ConfigLanguage = (typeof CONFIG_LANGUAGES)[number];

const SCHEMA = "./node_modules/gatewright/gatewright.config.schema.json";

/** The file of a config in a language. */
export function configName(language: ConfigLanguage): string {
  return `gatewright.config.${language}`;
}

/** Writes a config of one target into a folder, in place of what is called so. */
export function writeConfig(folder: string, language: ConfigLanguage, target: TargetConfig): void {
  const hasSchema = existsSync(join(folder, SCHEMA));
  const fields = { ...(language === "json" && hasSchema && { $schema: SCHEMA }), ...target };
  writeNew(join(folder, configName(language)), textOf(language, fields));
}

/** Writes a small document to begin with; there is none of its name. */
export function writeStarterDocument(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, STARTER_DOCUMENT, { flag: "wx" });
}

function textOf(language: ConfigLanguage, fields: object): string {
  if (language === "json") return `${JSON.stringify(fields, null, 2)}\n`;
  const members = Object.entries(fields).map(
    ([key, value]) => `  ${key}: ${JSON.stringify(value)},\n`,
  );
  return `import { defineConfig } from "gatewright";

export default defineConfig({
${members.join("")}});
`;
}

/** A link in its place is removed, not followed. */
function writeNew(path: string, text: string): void {
  rmSync(path, { force: true });
  writeFileSync(path, text, { flag: "wx" });
}
