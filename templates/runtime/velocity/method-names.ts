import { entryMethods } from "./entry-methods.js";
import { listMethods } from "./list-methods.js";
import { mapMethods } from "./map-methods.js";
import { booleanMethods, doubleMethods, integerMethods } from "./number-methods.js";
import { objectMethods } from "./object-methods.js";
import { stringMethods } from "./string-methods.js";

/** The methods that must be called by their functions, in `pattern-methods.ts`. */
export const PATTERN_METHODS: ReadonlySet<string> = new Set([
  "split",
  "replaceAll",
  "replaceFirst",
  "matches",
]);

/** The methods that some value has, but for the gateway's own objects. Others always answer nothing. */
export const METHODS: ReadonlySet<string> = new Set([
  ...PATTERN_METHODS,
  ...stringMethods.keys(),
  ...listMethods.keys(),
  ...mapMethods.keys(),
  ...entryMethods.keys(),
  ...integerMethods.keys(),
  ...doubleMethods.keys(),
  ...booleanMethods.keys(),
  ...objectMethods.keys(),
  // Of iterators and classes.
  "hasNext",
  "next",
  "getName",
  "getSimpleName",
]);
