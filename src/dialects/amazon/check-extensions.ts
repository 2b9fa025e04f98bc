import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import { pathItems } from "../openapi/path-items.js";
import type { ApiFamily, Fields, Place, Shape } from "./extension.js";
import { PLACES } from "./extension.js";
import { extensions, PREFIX } from "./extensions.js";

const API_NAMES: Readonly<Record<ApiFamily, string>> = { rest: "a REST API", http: "an HTTP API" };

/** Checks Amazon's keys everywhere in the document but on operations, which are read one by one. */
export function checkDocumentExtensions(root: Cursor, family: ApiFamily): void {
  for (const [place, found] of Object.entries(holdersOf(root))) {
    for (const holder of found) {
      if (holder !== undefined) checkExtensions(holder, place as Place, family);
    }
  }
}

/** Reports Amazon's keys in a document that is none of Amazon's for all that it says of requests. */
export function reportStrayExtensions(root: Cursor): void {
  for (const holder of Object.values(holdersOf(root)).flat()) {
    if (holder?.isObject !== true) continue;
    for (const [key, { reporter, keyAt }] of holder.entries()) {
      if (key.startsWith(PREFIX)) reporter.report("stray-extension", keyAt, { key });
    }
  }
}

type Holders = Readonly<Record<Exclude<Place, "operation">, readonly (Cursor | undefined)[]>>;

/** What may hold Amazon's keys beside operations. */
function holdersOf(root: Cursor): Holders {
  const members = (holder: Cursor | undefined): readonly Cursor[] => {
    if (holder?.isArray === true) return holder.items();
    return holder?.isObject === true ? holder.entries().map(([, member]) => member) : [];
  };
  const components = root.get("components");
  const schemes = [components?.get("securitySchemes"), root.get("securityDefinitions")];
  return {
    document: [root],
    info: [root.get("info")],
    server: members(root.get("servers")),
    tag: members(root.get("tags")),
    paths: [root.get("paths")],
    path: pathItems(root).map(({ item }) => item),
    components: [components],
    "security scheme": schemes.flatMap(members),
  };
}

/** Reports what Amazon does not know, or gatewright does not do, of Amazon's keys in `holder`. */
export function checkExtensions(holder: Cursor, place: Place, family: ApiFamily): void {
  if (!holder.isObject) return;
  for (const [key, value] of holder.entries()) {
    if (!key.startsWith(PREFIX)) continue;
    const { reporter, keyAt } = value;
    const extension = extensions.get(key);
    if (extension === undefined) {
      const nearest = didYouMean(key, extensions.keys());
      reporter.report("unknown-extension", keyAt, { key, nearest });
      continue;
    }
    const { places, only = family, shape } = extension;
    if (!places.includes(place)) {
      const right = places.map((each) => PLACES[each]);
      reporter.report("misplaced-extension", keyAt, { key, place: PLACES[place], places: right });
    } else if (only !== family) {
      const [api, other] = [API_NAMES[family], API_NAMES[only]];
      reporter.report("extension-of-other-api", keyAt, { key, api, other });
    } else if (shape !== undefined) {
      checkShape(value, shape, family);
    }
  }
}

function checkShape(value: Cursor, shape: Shape, family: ApiFamily): void {
  if (shape.kind === "words") checkWord(value, shape.words);
  else if (shape.kind === "list") {
    if (value.isArray) value.items().forEach((item) => checkShape(item, shape.items, family));
  } else {
    const target = value.reference === undefined ? value : value.follow();
    if (target?.isObject !== true) return;
    if (shape.kind === "object") checkFields(target, shape.what, shape.fields, family);
    else target.entries().forEach(([, member]) => checkShape(member, shape.values, family));
  }
}

function checkFields(holder: Cursor, what: string, fields: Fields, family: ApiFamily): void {
  for (const [field, value] of holder.entries()) {
    const { reporter, keyAt } = value;
    const known = fields.get(field);
    if (known === undefined) {
      const nearest = didYouMean(field, fields.keys());
      reporter.report("unknown-extension-field", keyAt, { what, field, nearest });
      continue;
    }
    const { support, why, only = family, unless, shape } = known;
    if (only !== family) {
      const reason = `only ${API_NAMES[only]} has it`;
      reporter.report("ignored-integration-field", keyAt, { field, why: reason });
    } else if (support === "ignored") {
      reporter.report("ignored-integration-field", keyAt, { field, why });
    } else if (support === "unsupported" && !isWord(value, unless)) {
      const found = typeof value.value === "string" ? `${field}: ${value.value}` : field;
      reporter.report("unsupported-integration-field", keyAt, { field: found, why });
    } else if (shape !== undefined) {
      checkShape(value, shape, family);
    }
  }
}

function checkWord(value: Cursor, allowed: readonly string[]): void {
  const found = value.value;
  // Placeholders and numbers are for those who read it.
  if (typeof found !== "string" || found.includes("${")) return;
  if (allowed.some((word) => isWord(value, word))) return;
  const nearest = didYouMean(found, allowed);
  const { name: key } = value;
  value.reporter.report("unknown-extension-value", value.at, { key, found, nearest, allowed });
}

function isWord(value: Cursor, word: string | undefined): boolean {
  return typeof value.value === "string" && value.value.toUpperCase() === word?.toUpperCase();
}
