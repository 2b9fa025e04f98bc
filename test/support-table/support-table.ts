import { format } from "prettier";
import type { Extension, Field, Support } from "../../src/dialects/amazon/extension.js";
import { PLACES } from "../../src/dialects/amazon/extension.js";
import { extensions } from "../../src/dialects/amazon/extensions.js";
import { integrationFields } from "../../src/dialects/amazon/integration-fields.js";

const BEGIN = "<!-- written by npm run support-table -->";
const END = "<!-- end of what npm run support-table writes -->";

const STATES: Readonly<Record<Support, string>> = {
  supported: "supported",
  hook: "by a hook of yours",
  partly: "partly",
  ignored: "nothing to do",
  unsupported: "refused",
};

const APIS = { rest: "REST", http: "HTTP" } as const;

/** The README with the tables between its markers written anew. */
export async function withSupportTable(readme: string): Promise<string> {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`README.md needs "${BEGIN}" and "${END}"`);
  const tables = await format(`${extensionTable()}\n\n${fieldTable()}\n`, { parser: "markdown" });
  return `${readme.slice(0, begin)}${BEGIN}\n\n${tables}\n${readme.slice(end)}`;
}

function extensionTable(): string {
  const rows = [...extensions].map(([key, extension]) => [
    `\`${key.replace("x-amazon-apigateway-", "…-")}\``,
    placesOf(extension),
    ...stateOf(extension),
  ]);
  return table(["`x-amazon-apigateway-…`", "where it is read", "what becomes of it", ""], rows);
}

/** A table of the fields that are not simply supported, below a sentence with those that are. */
function fieldTable(): string {
  const entries = [...integrationFields];
  const names = entries.filter(([, { support }]) => support === "supported");
  const others = entries.filter(([, { support }]) => support !== "supported");
  const rows = others.map(([name, field]) => [`\`${name}\``, ...stateOf(field)]);
  const supported = names.map(([name]) => `\`${name}\``).join(", ");
  return `Of an integration's fields, ${supported} are supported. The others:\n\n${table(["field", "what becomes of it", ""], rows)}`;
}

function placesOf({ places }: Extension): string {
  return places.map((place) => PLACES[place]).join(", ");
}

function stateOf({ support, why, only, unless }: Field): readonly string[] {
  const state = `${STATES[support]}${unless === undefined ? "" : ` but for \`${unless}\``}`;
  const api = only === undefined ? "" : `${APIS[only]} APIs only`;
  return [state, [api, why].filter((text) => text !== "").join("; ")];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
