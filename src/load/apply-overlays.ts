import { basename, dirname, resolve } from "node:path";
import { didYouMean } from "../diagnostics/did-you-mean.js";
import { quote } from "../diagnostics/quote.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { Cursor } from "./cursor.js";
import { ownMember, pointerKeys } from "./json-pointer.js";
import { MAX_EXPANDED_SIZE } from "./limits.js";
import { isObject, OverlaidValue, sizeOf } from "./overlaid-value.js";
import { percentDecode } from "./percent-decode.js";
import { selectNodes, TargetError, type Path } from "./select-nodes.js";
import type { SpecFile } from "./spec-file.js";
import { SpecSource } from "./spec-source.js";
import { Variables } from "./variables.js";

/**
 * Changes a document as overlays say, one after the other (OpenAPI Overlay Specification 1.0). What is
 * wrong is reported where it stands in the overlay.
 */
export function applyOverlays(
  entry: SpecFile,
  overlays: readonly SpecFile[],
  reporter: Reporter,
): OverlaidValue {
  const document = new OverlaidValue(entry.parsed?.value, entry.name);
  const application = new Application(document, entry);
  for (const overlay of overlays) {
    const source = new SpecSource(overlay, new Map([[overlay.name, overlay]]), new Variables({}));
    const root = source.root(reporter);
    if (root !== undefined) application.apply(root);
  }
  return document;
}

const OVERLAY_KEYS = ["overlay", "info", "extends", "actions"];
const ACTION_KEYS = ["target", "description", "update", "remove"];

class Application {
  readonly #document: OverlaidValue;
  readonly #entry: SpecFile;
  #added = 0;

  constructor(document: OverlaidValue, entry: SpecFile) {
    this.#document = document;
    this.#entry = entry;
  }

  apply(overlay: Cursor): void {
    if (!overlay.mustBeObject()) return;
    const version = overlay.get("overlay")?.text();
    if (version === undefined) malformed(overlay, '"overlay" is missing, its version');
    else if (!/^1\.0(?:\.\d+)?$/.test(version)) {
      malformed(overlay.get("overlay") ?? overlay, `version ${quote(version)} is not known`);
      return;
    }
    checkKeys(overlay, OVERLAY_KEYS, "an overlay");
    if (!overlay.has("info")) malformed(overlay, '"info" is missing, with a title and a version');
    this.#checkExtends(overlay.get("extends"));
    const actions = overlay.get("actions");
    if (actions === undefined) malformed(overlay, '"actions" is missing');
    else if (actions.isArray && actions.items().length === 0)
      malformed(actions, "it has no action");
    for (const action of actions?.items() ?? []) this.#act(action);
  }

  /** An overlay may say which document it is for; a URL may be where this one was published. */
  #checkExtends(extended: Cursor | undefined): void {
    const reference = extended?.string();
    if (extended === undefined || reference === undefined) return;
    const { path } = this.#entry;
    const isUrl = /^[a-z][a-z0-9+.-]*:/i.test(reference);
    const named = percentDecode(reference.replace(/[?#].*$/s, "")) ?? reference;
    const isThis = isUrl
      ? basename(named) === basename(path)
      : resolve(dirname(extended.file.path), named) === path;
    if (!isThis) extended.reporter.report("overlay-of-other-document", extended.at, { reference });
  }

  #act(action: Cursor): void {
    if (!action.mustBeObject()) return;
    checkKeys(action, ACTION_KEYS, "an action");
    const target = action.get("target");
    const expression = target?.string();
    const removes = action.booleanAt("remove") === true;
    const update = action.get("update");
    if (target === undefined) malformed(action, 'the action has no "target"');
    else if (!removes && update === undefined)
      malformed(action, 'the action has neither "update" nor "remove: true"');
    else if (expression !== undefined) {
      const selected = this.#select(target, expression);
      if (selected === undefined) return;
      if (removes) this.#remove(target, selected);
      else if (update !== undefined) this.#update(target, update, selected);
    }
  }

  #select(target: Cursor, expression: string): readonly Path[] | undefined {
    try {
      const selected = selectNodes(this.#document.value, expression);
      if (selected.length === 0) {
        target.reporter.report("overlay-target-not-found", target.at, { target: expression });
      }
      return selected;
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      const at = { ...target.at, within: { line: 0, column: error.offset } };
      target.reporter.report("malformed-overlay-target", at, { why: error.message });
      return undefined;
    }
  }

  #remove(target: Cursor, selected: readonly Path[]): void {
    if (selected.some((path) => path.length === 0)) {
      inapplicable(target, "the whole document cannot be removed");
    } else this.#document.remove(selected);
  }

  #update(target: Cursor, update: Cursor, selected: readonly Path[]): void {
    const value = asWritten(update);
    this.#added += selected.length * sizeOf(value);
    if (this.#added > MAX_EXPANDED_SIZE) {
      update.reporter.report("document-expands-too-far", update.at);
      return;
    }
    const targets = selected.map((path) => ({
      path,
      before: path.reduce(ownMember, this.#document.value),
    }));
    for (const { path, before } of targets) {
      if (typeof before !== "object" || before === null) {
        const why = "the target selects a value that is no object or list; select what holds it";
        inapplicable(target, why);
      } else if (!Array.isArray(before) && !isObject(value)) {
        inapplicable(update, "the target selects an object, and this is none to merge into it");
      } else this.#document.update(path, value, update.at);
    }
  }
}

/** The value without what a document's functions come to: they are the document's when it is applied. */
function asWritten({ pointer, file }: Cursor): unknown {
  return (pointerKeys(pointer) ?? []).reduce<unknown>(ownMember, file.parsed?.value);
}

function checkKeys(holder: Cursor, known: readonly string[], what: string): void {
  for (const [key, member] of holder.entries()) {
    if (known.includes(key) || key.startsWith("x-")) continue;
    const nearest = didYouMean(key, known);
    const hint = nearest === undefined ? "" : `; did you mean ${quote(nearest)}?`;
    const why = `${what} has no key ${quote(key)}${hint}`;
    member.reporter.report("malformed-overlay", member.keyAt, { why });
  }
}

function malformed({ reporter, at }: Cursor, why: string): void {
  reporter.report("malformed-overlay", at, { why });
}

function inapplicable({ reporter, at }: Cursor, why: string): void {
  reporter.report("inapplicable-overlay", at, { why });
}
