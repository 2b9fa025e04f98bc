import type { Location } from "../diagnostics/diagnostic.js";

/** Where a document says what an operation, or the whole gateway, has: by what the model calls that. */
export type Places<Key extends string> = Readonly<Partial<Record<Key, Location>>>;
