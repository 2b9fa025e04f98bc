import * as access from "../templates/runtime/velocity/access.js";
import * as arithmetic from "../templates/runtime/velocity/arithmetic.js";
import * as block from "../templates/runtime/velocity/block.js";
import * as bounds from "../templates/runtime/velocity/bounds.js";
import * as compare from "../templates/runtime/velocity/compare.js";
import * as each from "../templates/runtime/velocity/each.js";
import * as invoke from "../templates/runtime/velocity/invoke.js";
import * as patternMethods from "../templates/runtime/velocity/pattern-methods.js";
import * as range from "../templates/runtime/velocity/range.js";
import * as text from "../templates/runtime/velocity/text.js";
import * as util from "../templates/runtime/velocity/util.js";
import * as value from "../templates/runtime/velocity/value.js";

/** What compiled templates import of the runtime, by name. */
export const templateRuntime = {
  ...access,
  ...arithmetic,
  ...block,
  ...bounds,
  ...compare,
  ...each,
  ...invoke,
  ...patternMethods,
  ...range,
  ...text,
  ...util,
  ...value,
};
