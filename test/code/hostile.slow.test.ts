import { parseEnv } from "node:util";
import { type Comment, type Expression, parseSync, type Program } from "oxc-parser";
import { util } from "prettier";
import { expect, test } from "vitest";
import {
  assign,
  block,
  call,
  type Code,
  comment,
  doc,
  envComment,
  envValue,
  EnvValueError,
  imported,
  importsOf,
  indent,
  InternalError,
  key,
  lines,
  lit,
  literalType,
  markdown,
  markdownCode,
  member,
  modulePath,
  name,
  object,
  print,
  regex,
  toConstantName,
  toIdentifier,
  toTypeName,
  ts,
  withHash,
} from "../../src/code/code-kit.js";
import { hostileStrings } from "./hostile-strings.js";

const strings = hostileStrings();

/** Everything that a reader could not see, or not where it is, except the newlines we print. */
const UNSEEN = new RegExp(
  String.raw`[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00a0\u2800` +
    String.raw`\u3000\u3164\ufe00-\ufe0f\u{e0000}-\u{e0fff}]`,
  "u",
);

function expectVisible(text: string): void {
  const found = UNSEEN.exec(text);
  if (found) throw new Error(`unseen ${found[0].codePointAt(0)?.toString(16)} in ${text}`);
}

function parsed(text: string): { program: Program; comments: readonly Comment[] } {
  const { program, comments, errors } = parseSync("x.ts", text, {
    lang: "ts",
    sourceType: "module",
  });
  if (errors[0]) throw new Error(`${errors[0].message} in ${text}`);
  return { program, comments };
}

/** Each text with what `codeFor` makes of it: the initialiser of a statement, and nothing else. */
function* initialisers(
  codeFor: (text: string) => Code,
  all = strings,
): Generator<[string, Expression]> {
  for (let start = 0; start < all.length; start += 200) {
    const texts = all.slice(start, start + 200);
    const printed = print(lines(texts.map((text) => ts`${assign(ts`var it`, codeFor(text))};`)));
    expectVisible(printed);
    const { program } = parsed(printed);
    if (program.body.length !== texts.length) throw new Error(printed);
    for (const [index, statement] of program.body.entries()) {
      if (statement.type !== "VariableDeclaration") throw new Error(printed);
      const [declarator, ...others] = statement.declarations;
      if (!declarator?.init || others.length > 0) throw new Error(printed);
      yield [texts[index] ?? "", declarator.init];
    }
  }
}

/** What a JSON-like expression evaluates to; anything else in it is an error. */
function valueOf(expression: Expression): unknown {
  switch (expression.type) {
    case "Literal":
      return expression.value;
    case "BinaryExpression":
      if (expression.operator !== "+") throw new Error(expression.operator);
      return `${valueOf(expression.left as Expression) as string}${valueOf(expression.right) as string}`;
    case "ArrayExpression":
      return expression.elements.map((element) => valueOf(element as Expression));
    case "ObjectExpression": {
      const entries = expression.properties.map((property): [string, unknown] => {
        if (property.type !== "Property" || property.shorthand || property.method)
          throw new Error();
        const { key: k } = property;
        const text = k.type === "Identifier" ? k.name : valueOf(k as Expression);
        if (text === "__proto__" && !property.computed) throw new Error("a prototype");
        return [String(text), valueOf(property.value)];
      });
      return Object.fromEntries(entries);
    }
    default:
      throw new Error(`unexpected ${expression.type}`);
  }
}

test("there are at least 10,000 distinct strings, with every kind of nastiness", () => {
  const distinct = new Set(strings);
  expect(distinct.size).toBeGreaterThanOrEqual(10_000);
  expect(strings.some((text) => /\p{Cs}/u.test(text))).toBe(true);
  expect(strings.some((text) => text.length > 500)).toBe(true);
  for (const part of ["*/", "${", "\u202e", "\u2028", "{{x}}", "</script>", "__proto__"]) {
    expect(strings.some((text) => text.includes(part) && text !== part)).toBe(true);
  }
});

test("lit evaluates to exactly the text", () => {
  for (const [text, expression] of initialisers(lit)) {
    if (valueOf(expression) !== text) throw new Error(text);
  }
});

test("lit evaluates to exactly the value, keys and all, wherever it is nested", () => {
  const valueFor = (text: string): object =>
    Object.fromEntries([
      [text, [text, { [text.slice(1)]: null, [`${text}x`]: true }]],
      ["__proto__", text],
    ]);
  const some = strings.filter((_, index) => index % 4 === 0);
  for (const [text, expression] of initialisers((text) => lit(valueFor(text)), some)) {
    const [found, wanted] = [valueOf(expression), valueFor(text)].map((it) => JSON.stringify(it));
    if (found !== wanted) throw new Error(text);
  }
});

test("literalType is one literal", () => {
  for (const [text, literal] of initialisers(literalType)) {
    if (literal.type !== "Literal" || literal.value !== text) throw new Error(text);
  }
});

test("regex is one regular expression, which matches as the pattern does", () => {
  const samples = ["", "a", "/", "\n", "*/", "\\", "]", "x".repeat(120), ...strings.slice(0, 200)];
  for (const flags of ["", "u"] as const) {
    const patterns = strings
      .flatMap((text) => [text, `[${text}]`, `(?:${text})/`, `\\${text}`])
      .filter((pattern) => isPattern(pattern, flags));
    expect(patterns.length).toBeGreaterThan(3000);
    for (const [pattern, found] of initialisers((text) => regex(text, flags), patterns)) {
      const printed = regExpOf(found);
      if (printed.flags !== flags) throw new Error(pattern);
      const wanted = new RegExp(pattern, flags);
      for (const sample of samples) {
        if (wanted.exec(sample)?.[0] !== printed.exec(sample)?.[0]) throw new Error(pattern);
      }
    }
  }
  expect(() => regex("(", "")).toThrow(SyntaxError);
});

function isPattern(text: string, flags: string): boolean {
  try {
    return new RegExp(text, flags) instanceof RegExp;
  } catch {
    return false;
  }
}

/** What a literal, or a call of `RegExp`, evaluates to; anything else is an error. */
function regExpOf(expression: Expression): RegExp {
  if (expression.type === "Literal" && "regex" in expression) {
    return new RegExp(expression.regex.pattern, expression.regex.flags);
  }
  if (expression.type !== "NewExpression") throw new Error(expression.type);
  const { callee } = expression;
  if (callee.type !== "Identifier" || callee.name !== "RegExp") throw new Error(callee.type);
  const [pattern, flags] = expression.arguments.map((each) => valueOf(each as Expression));
  return new RegExp(String(pattern), flags === undefined ? "" : String(flags));
}

test("key names exactly the property", () => {
  for (const [text, expression] of initialisers((text) => object([[key(text), lit(1)]]))) {
    const [[name, value] = [], ...others] = Object.entries(valueOf(expression) as object);
    if (name !== text || value !== 1 || others.length > 0) throw new Error(text);
  }
});

test("member names exactly the property", () => {
  for (const [text, access] of initialisers((text) => ts`it${member(text)}`)) {
    if (access.type !== "MemberExpression") throw new Error(access.type);
    const { property } = access;
    const found = property.type === "Identifier" ? property.name : valueOf(property as Expression);
    if (found !== text) throw new Error(text);
  }
});

test("identifiers may be declared, and whatever they are made of they are ASCII", () => {
  const declarations = strings.flatMap((text) => {
    const names = [toIdentifier(text), toTypeName(text), toConstantName(text)];
    return [...names, withHash(toIdentifier(text), text)].map((identifier) => {
      if (!/^[A-Za-z_$][A-Za-z0-9_$]*$/.test(identifier)) throw new Error(identifier);
      if (identifier in {} || identifier in globalThis) throw new Error(identifier);
      const code = name(identifier);
      return ts`{ let ${code}; type ${code} = 1; (${code}: ${code}) => ${code}; }`;
    });
  });
  const printed = print(lines(declarations));
  expect(parseSync("x.ts", printed, { lang: "ts", sourceType: "module" }).errors).toEqual([]);
});

function expectOneComment(text: string, printed: string, kind: "Block" | "Line"): void {
  const { program, comments } = parsed(printed);
  const [marker] = program.body;
  if (program.body.length !== 1 || marker?.type !== "VariableDeclaration") throw new Error(printed);
  if (comments.some(({ type }) => type !== kind)) throw new Error(printed);
  if (kind === "Block" && comments.length > 1) throw new Error(printed);
  expectVisible(printed);
  for (const line of printed.split("\n")) {
    if (util.getStringWidth(line) > 100) throw new Error(`${text}: ${line}`);
    if (/^\s*(?:\/\*\*|\*|\/\/)\s*@/.test(line)) throw new Error(`a tag: ${line}`);
    if (/\{@|(?:lint|prettier)-(?:disable|ignore)/.test(line)) throw new Error(`an order: ${line}`);
    if (/\s$/.test(line)) throw new Error(`white space at the end: ${line}`);
  }
}

test("doc is one comment, whatever is in it, and no line of it is too long", () => {
  const marker = ts`const marker = 1;`;
  for (const text of strings) {
    expectOneComment(text, print(lines([doc(text), marker])), "Block");
    const deep = print(indent(ts`  ${lines([doc(text), marker])}`));
    expectOneComment(text, deep, "Block");
  }
});

test("comment is line comments only, and no line of it is too long", () => {
  for (const text of strings) {
    expectOneComment(text, print(lines([comment(text), ts`const marker = 1;`])), "Line");
  }
});

test("a comment in a block leaves the block alone", () => {
  for (let index = 0; index < strings.length; index += 10) {
    const text = strings[index] ?? "";
    const code = ts`export function f() ${block([doc(text), ts`g();`, comment(text), ts`h();`])}`;
    const [declaration] = parsed(print(code)).program.body;
    if (declaration?.type !== "ExportNamedDeclaration") throw new Error(text);
    const inner = declaration.declaration;
    if (inner?.type !== "FunctionDeclaration") throw new Error(text);
    expect(inner.body?.body.map((statement) => statement.type)).toEqual([
      "ExpressionStatement",
      "ExpressionStatement",
    ]);
  }
});

test("a module path is refused, or imported as it is", () => {
  let accepted = 0;
  for (const text of strings) {
    for (const path of [text, `./${text}.js`, `../routes/${text}.js`]) {
      let code: Code;
      try {
        code = imported("thing", modulePath(path));
      } catch (error) {
        if (!(error instanceof InternalError)) throw error;
        continue;
      }
      accepted++;
      const [statement, ...others] = parsed(print(importsOf([code]))).program.body;
      if (statement?.type !== "ImportDeclaration" || others.length > 0) throw new Error(path);
      if (statement.source.value !== path) throw new Error(path);
    }
  }
  expect(accepted).toBeGreaterThan(50);
});

test("an operator around a literal never tears it apart", () => {
  for (const [text, access] of initialisers((text) => ts`${lit(text)}.length`)) {
    if (access.type !== "MemberExpression") throw new Error(text);
    const { object: inner } = access;
    const operand = inner.type === "ParenthesizedExpression" ? inner.expression : inner;
    if (valueOf(operand) !== text) throw new Error(text);
  }
  for (const [text, found] of initialisers((text) => call(ts`f`, [lit(text), lit(text)]))) {
    if (found.type !== "CallExpression" || found.arguments.length !== 2) throw new Error(text);
  }
});

test("envValue is read back by Node, or refused", () => {
  let kept = 0;
  for (const text of strings) {
    let value: string;
    try {
      value = print(envValue(text));
    } catch (error) {
      if (!(error instanceof EnvValueError)) throw error;
      continue;
    }
    kept++;
    expectVisible(value);
    if (value.includes("\n")) throw new Error(value);
    expect(parseEnv(`A=1\nX=${value}\nB=2`)).toEqual({ A: "1", X: text, B: "2" });
  }
  expect(kept).toBeGreaterThan(1000);
});

test("envComment sets nothing", () => {
  for (const text of strings) {
    const printed = print(ts`${envComment(text)}\nX=1`);
    expectVisible(printed);
    expect(parseEnv(printed)).toEqual({ X: "1" });
    if (printed.split("\n").some((line) => util.getStringWidth(line) > 100))
      throw new Error(printed);
  }
});

test("markdown is words, and markdownCode one span that cannot be closed", () => {
  for (const text of strings) {
    const words = print(markdown(text));
    expectVisible(words);
    if (words.includes("\n") || /(?<!\\)(?:\\\\)*[<>[\]`*_|]/.test(words)) throw new Error(words);
    if (/^ {4}|^\d{1,9}[.)]|https?:|www\./.test(words)) throw new Error(words);
    const span = print(markdownCode(text));
    if (span === "") continue;
    expectVisible(span);
    const fence = /^`+/.exec(span)?.[0] ?? "";
    const runs = span.slice(fence.length, -fence.length).match(/`+/g) ?? [];
    if (fence === "" || !span.endsWith(fence) || runs.some((run) => run === fence))
      throw new Error(span);
    if (span.includes("\n")) throw new Error(span);
  }
});
