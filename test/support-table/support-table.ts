import type { Extension, Field, Support } from "../../src/dialects/amazon/extension.js";
import { PLACES } from "../../src/dialects/amazon/extension.js";
import { extensions } from "../../src/dialects/amazon/extensions.js";
import { integrationFields } from "../../src/dialects/amazon/integration-fields.js";
import { markdownTable, withSection } from "../harness/readme-section.js";

const STATES: Readonly<Record<Support, string>> = {
  supported: "supported",
  partly: "partly",
  ignored: "nothing to do",
  unsupported: "refused",
};

const APIS = { rest: "REST", http: "HTTP" } as const;

/** The README with the tables between its markers written anew. */
export function withSupportTable(readme: string): Promise<string> {
  return withSection(readme, "npm run support-table", `${extensionTable()}\n\n${fieldTable()}\n`);
}

function extensionTable(): string {
  const rows = [...extensions].map(([key, extension]) => [
    `\`${key.replace("x-amazon-apigateway-", "…-")}\``,
    placesOf(extension),
    ...stateOf(extension),
  ]);
  return markdownTable(
    ["`x-amazon-apigateway-…`", "where it is read", "what becomes of it", ""],
    rows,
  );
}

/** A table of the fields that are not simply supported, below a sentence with those that are. */
function fieldTable(): string {
  const entries = [...integrationFields];
  const names = entries.filter(([, { support }]) => support === "supported");
  const others = entries.filter(([, { support }]) => support !== "supported");
  const rows = others.map(([name, field]) => [`\`${name}\``, ...stateOf(field)]);
  const supported = names.map(([name]) => `\`${name}\``).join(", ");
  return `Of an integration's fields, ${supported} are supported. The others:\n\n${markdownTable(["field", "what becomes of it", ""], rows)}`;
}

function placesOf({ places }: Extension): string {
  return places.map((place) => PLACES[place]).join(", ");
}

function stateOf({ support, why, only, unless }: Field): readonly string[] {
  const state = `${STATES[support]}${unless === undefined ? "" : ` but for \`${unless}\``}`;
  const api = only === undefined ? "" : `${APIS[only]} APIs only`;
  return [state, [api, why].filter((text) => text !== "").join("; ")];
}
