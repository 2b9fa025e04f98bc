import type { LambdaFunction } from "../../model/lambda-function.js";

/** Collects the functions that integrations call, each once. */
export class FunctionReader {
  readonly #byId = new Map<string, LambdaFunction>();

  /** Notes a function, and answers its id. */
  read(found: LambdaFunction): string {
    if (!this.#byId.has(found.id)) this.#byId.set(found.id, found);
    return found.id;
  }

  /** Those that are named, sorted by id. */
  used(ids: ReadonlySet<string>): readonly LambdaFunction[] {
    const functions = [...this.#byId.values()].filter(({ id }) => ids.has(id));
    return functions.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}
