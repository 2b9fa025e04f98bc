import type { Reporter } from "../../diagnostics/reporter.js";
import type { Cursor } from "../../load/cursor.js";
import type { LambdaFunction } from "../../model/lambda-function.js";

/** Collects the functions that integrations call, each once. */
export class FunctionReader {
  readonly #byId = new Map<string, LambdaFunction>();
  readonly #uris: {
    readonly id: string;
    readonly uri: Cursor;
    readonly streams: boolean;
  }[] = [];

  /** Notes a function and where it is written; answers its id. */
  read(found: LambdaFunction, uri: Cursor, streams: boolean): string {
    if (!this.#byId.has(found.id)) this.#byId.set(found.id, found);
    this.#uris.push({ id: found.id, uri, streams });
    return found.id;
  }

  /** Every function that was read. */
  get all(): readonly LambdaFunction[] {
    return [...this.#byId.values()];
  }

  /** Those that are named, sorted by id. */
  used(ids: ReadonlySet<string>): readonly LambdaFunction[] {
    const functions = [...this.#byId.values()].filter(({ id }) => ids.has(id));
    return functions.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Refuses answers piece by piece of functions that run in the gateway. */
  reportStreaming(functions: readonly LambdaFunction[], reporter: Reporter): void {
    const here = new Set(functions.flatMap(({ id, handler }) => (handler ? id : [])));
    for (const { uri } of this.#uris.filter(({ id, streams }) => streams && here.has(id))) {
      const where = "it runs in the gateway, by x-gateway.functions";
      reporter.report("streaming-function", uri.at, { where });
    }
  }

  /** Remarks where the document leaves it to the settings which function is called. */
  reportUnknown(functions: readonly LambdaFunction[], reporter: Reporter): void {
    const unknown = new Map(
      functions
        .filter(({ arn, handler }) => arn === undefined && handler === undefined)
        .map(({ id, name }) => [id, name]),
    );
    for (const { id, uri } of this.#uris) {
      const name = unknown.get(id);
      if (name !== undefined) reporter.report("unknown-function-arn", uri.at, { name });
    }
  }
}
