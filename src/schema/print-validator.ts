import type { Code, Identifier } from "../code/code-kit.js";
import {
  binary,
  block,
  doc,
  fitsOnLine,
  hardline,
  ifElse,
  ifStatement,
  indent,
  lines,
  lit,
  name,
  nothing,
  paragraphs,
  ts,
} from "../code/code-kit.js";
import { acceptedValues } from "./accepted-values.js";
import { arrayStatements } from "./array-statements.js";
import { choiceStatements } from "./choice-statements.js";
import { hasArrayKeywords, hasObjectKeywords } from "./has-keywords.js";
import { objectParagraphs } from "./object-paragraphs.js";
import { printMarkers } from "./print-marker.js";
import { isAllowedType } from "./problem-sentences.js";
import type { Check } from "./scalar-checks.js";
import { ALWAYS, scalarChecks } from "./scalar-checks.js";
import type { SchemaContext } from "./schema-context.js";
import type { JsonValue, NamedSchema, Schema, ValueSchema } from "./schema.js";
import { unevaluatedStatements } from "./unevaluated-statements.js";
import type { Statement } from "./validator-file.js";
import { ValidatorFile } from "./validator-file.js";

/** The declarations of a named schema's validator: constants, the function, those that it calls. */
export function printValidator({ name: schemaName, schema }: NamedSchema, context: SchemaContext) {
  const file = new ValidatorFile(context, schema, printHelper);
  const { typeName, validatorName } = context;
  const sentence = `Checks a value against the schema \`${schemaName}\`, and notes what is wrong.`;
  const body = printBody(schema, "", file);
  const answer = ts`value is ${name(typeName)}`;
  const main = functionCode(ts`export function`, validatorName, answer, body, file);
  const markers = printMarkers(schema, file);
  return paragraphs([
    lines(file.constants),
    lines([doc(sentence), main]),
    ...markers,
    ...file.functions,
  ]);
}

/** Answers no more than whether it holds: its type would repeat a part of the schema's own. */
function printHelper(schema: Schema, itsName: Identifier, file: ValidatorFile): Code {
  const body = printBody(schema, itsName.slice("is".length), file);
  return functionCode(ts`function`, itsName, ts`boolean`, body, file);
}

function functionCode(
  keyword: Code,
  functionName: Identifier,
  answer: Code,
  body: Code,
  file: ValidatorFile,
): Code {
  const head = ts`${keyword} ${name(functionName)}`;
  const [first, second] = [ts`value: unknown`, ts`problems: ${file.context.problems}`];
  const oneLine = ts`${head}(${first}, ${second}): ${answer} {`;
  const list = fitsOnLine(oneLine)
    ? ts`${first}, ${second}`
    : ts`${indent(ts`${hardline}${first},${hardline}${second},`)}${hardline}`;
  return ts`${head}(${list}): ${answer} ${body}`;
}

/**
 * The body of the validator of `value`. What makes the rest meaningless ends it; of the rest,
 * everything is noted.
 */
function printBody(schema: Schema, prefix: string, file: ValidatorFile): Code {
  const values: JsonValue[] = [];
  let otherwise = schema;
  for (let found; (found = acceptedValues(otherwise, file.context.possible)) !== undefined;) {
    values.push(...found.values);
    otherwise = found.otherwise;
  }
  if (values.length === 0) return bodyOf(bodyParts(schema, prefix, file));
  const test = binary(
    "||",
    values.map((each) => ts`value === ${lit(each)}`),
  );
  if (otherwise.kind === "reference") {
    const validator = file.context.validatorOf(otherwise.schema);
    return block([ts`return ${binary("||", [test, ts`${validator}(value, problems)`])};`]);
  }
  const [first = nothing, ...others] = bodyParts(otherwise, prefix, file);
  return bodyOf([lines([ifStatement(test, ts`return true;`), first]), ...others]);
}

/** The paragraphs of a body. */
function bodyParts(schema: Schema, prefix: string, file: ValidatorFile): readonly Code[] {
  if (schema.kind === "reference") {
    return [ts`return ${file.context.validatorOf(schema.schema)}(value, problems);`];
  }
  const checks = scalarChecks(schema, ts`value`, prefix, file);
  const ends = lines(checks.map(endingStatement));
  const rest = [
    ...containerParagraphs(schema, prefix, file),
    ...asParagraph(choiceStatements(schema, prefix, file)),
    ...asParagraph(unevaluatedStatements(schema, prefix, file)),
  ];
  if (rest.length === 0) return [lines([ends, ts`return true;`])];
  const [only] = rest;
  const isSingle = rest.length === 1 && only !== undefined && only.answer !== undefined;
  if (isSingle) return [lines([ends, only.answer])];
  const begin = lines([ends, ts`let valid = true;`]);
  const isShort = rest.every((each) => each.isShort);
  const parts = rest.map((each) => each.code);
  return isShort
    ? [lines([begin, ...parts, ts`return valid;`])]
    : [begin, ...parts, ts`return valid;`];
}

/** A part of a body that goes on after it; short ones stand without blank lines between. */
interface Paragraph {
  readonly code: Code;
  readonly isShort: boolean;
  /** What the part is where nothing else follows. */
  readonly answer?: Code;
}

function asParagraph(statements: readonly Statement[]): readonly Paragraph[] {
  const [only] = statements;
  if (only === undefined) return [];
  const code = lines(statements.map((each) => each.code));
  const isAlone = statements.length === 1 && only.answer !== undefined;
  return [{ code, isShort: true, ...(isAlone && { answer: only.answer }) }];
}

function endingStatement({ test, keyword, message }: Check): Code {
  if (test === ALWAYS) return ts`return problems.add(${lit(keyword)}, ${lit(message)});`;
  return ifStatement(test, ts`return problems.add(${lit(keyword)}, ${lit(message)});`);
}

/** What is checked of lists and of objects: at once where nothing else is allowed. */
function containerParagraphs(
  schema: ValueSchema,
  prefix: string,
  file: ValidatorFile,
): readonly Paragraph[] {
  const only = schema.types?.length === 1 ? schema.types[0] : undefined;
  const parts: Paragraph[] = [];
  if (hasArrayKeywords(schema) && isAllowedType(schema.types, "array")) {
    const statements = lines(arrayStatements(schema, prefix, file));
    parts.push(
      only === "array"
        ? { code: statements, isShort: true }
        : { code: ifElse(ts`Array.isArray(value)`, [statements]), isShort: false },
    );
  }
  if (hasObjectKeywords(schema) && isAllowedType(schema.types, "object")) {
    const members = objectParagraphs(schema, prefix, file);
    if (only === "object") {
      parts.push(...members.map((code) => ({ code, isShort: false })));
    } else {
      const test = ts`${file.runtime("isObject", "validation")}(value)`;
      parts.push({ code: ifElse(test, [paragraphs(members)]), isShort: false });
    }
  }
  return parts;
}

function bodyOf(parts: readonly Code[]): Code {
  return ts`{${indent(ts`${hardline}${paragraphs(parts)}`)}${hardline}}`;
}
