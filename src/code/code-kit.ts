/**
 * The code kit: the only way for anything into generated files. Other folders import from here and
 * from nowhere else in this one; the files beside it hold the raw strings. The one exception is
 * `program-text.ts`, with which src/render fills the templates of this repository.
 */
export { array } from "./array.js";
export { arrow, type ArrowOptions, parameters, typed } from "./arrow.js";
export { assign } from "./assign.js";
export { binary, type Operator } from "./binary.js";
export { call } from "./call.js";
export { type Code, isCode, nothing } from "./code.js";
export { comment, commented, doc } from "./comment.js";
export { conditional } from "./conditional.js";
export { envComment, envValue, EnvValueError } from "./env-file.js";
export {
  identifier,
  type Identifier,
  name,
  toConstantName,
  toIdentifier,
  toTypeName,
  withHash,
} from "./identifier.js";
export { imported, type ImportOptions, importsOf } from "./imports.js";
export { InternalError } from "./internal-error.js";
export { lit, literalType } from "./literal.js";
export { markdown, markdownCode } from "./markdown.js";
export { modulePath, type ModulePath } from "./module-path.js";
export { type Member, object } from "./object.js";
export { interfaceBody, objectType, property } from "./object-type.js";
export { fitsOnLine, print } from "./print.js";
export { key, member } from "./property-key.js";
export { regex } from "./regex.js";
export { group, hardline, indent, join, line, lines, paragraphs, softline } from "./sequence.js";
export { block, ifElse, ifStatement, returned, thrown } from "./statement.js";
export { stableHash } from "./stable-hash.js";
export { ts } from "./ts.js";
export type { View, ViewValue } from "./view.js";
export { arrayType, generic, tuple } from "./type-reference.js";
export { intersection, union } from "./union-type.js";
