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
  toConstantName,
  toIdentifier,
  toTypeName,
  ts,
  withHash,
} from "../../src/code/code-kit.js";
import { hostileStrings } from "./hostile-strings.js";

const strings = hostileStrings();

/** Everything that a reader could not see, or not where it is, except the newlines we print. */
const UNSEEN =
  /[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00a0\u2800\u3000\u3164\ufe00-\ufe0f\u{e0000}-\u{e0fff}]/u;

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

/** The only initialiser in `text`, which is to be the only statement. */
function initialiser(text: string): Expression {
  const { program } = parsed(text);
  const [statement, ...others] = program.body;
  if (others.length > 0 || statement?.type !== "VariableDeclaration") throw new Error(text);
  const init = statement.declarations[0]?.init;
  if (!init || statement.declarations.length !== 1) throw new Error(text);
  return init;
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
  for (const text of strings) {
    const printed = print(ts`${assign(ts`const value`, lit(text))};`);
    expectVisible(printed);
    if (valueOf(initialiser(printed)) !== text) throw new Error(printed);
  }
});

test("lit evaluates to exactly the value, keys and all, wherever it is nested", () => {
  for (let index = 0; index < strings.length; index += 3) {
    const [a = "", b = "", c = ""] = strings.slice(index, index + 3);
    const value = Object.fromEntries([
      [a, [b, { [c]: null, [b]: true }]],
      ["__proto__", c],
    ]);
    const printed = print(ts`${assign(ts`const value`, lit(value))};`);
    expectVisible(printed);
    expect(JSON.stringify(valueOf(initialiser(printed)))).toBe(JSON.stringify(value));
  }
});

test("literalType is one literal", () => {
  for (const text of strings) {
    const printed = print(ts`const value = ${literalType(text)};`);
    const literal = initialiser(printed);
    expectVisible(printed);
    if (literal.type !== "Literal" || literal.value !== text) throw new Error(printed);
    if (printed.includes("\n")) throw new Error(printed);
  }
});

test("key and member name exactly the property", () => {
  for (const text of strings) {
    const printed = print(ts`const value = ${object([[key(text), lit(1)]])};`);
    expectVisible(printed);
    expect(Object.entries(valueOf(initialiser(printed)) as object)).toEqual([[text, 1]]);
    const access = initialiser(print(ts`const value = it${member(text)};`));
    if (access.type !== "MemberExpression") throw new Error(access.type);
    const { property } = access;
    const found = property.type === "Identifier" ? property.name : valueOf(property as Expression);
    if (found !== text) throw new Error(print(member(text)));
  }
});

test("identifiers may be declared, and whatever they are made of they are ASCII", () => {
  for (const text of strings) {
    const names = [toIdentifier(text), toTypeName(text), toConstantName(text)];
    const all = [...names, withHash(toIdentifier(text), text)];
    for (const identifier of all) {
      if (!/^[A-Za-z_$][A-Za-z0-9_$]*$/.test(identifier)) throw new Error(identifier);
      if (identifier in {} || identifier in globalThis) throw new Error(identifier);
    }
    const declarations = all.map((identifier) => {
      const code = name(identifier);
      return ts`{ class A { ${code}(${code}: ${code}) { const it = ${code}; } } let ${code}; }`;
    });
    expect(parsed(print(lines(declarations))).program.body).toHaveLength(all.length);
  }
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
  for (const text of strings) {
    const sum = initialiser(print(ts`const value = ${lit(text)}.length;`));
    if (sum.type !== "MemberExpression") throw new Error(text);
    const { object: inner } = sum;
    const operand = inner.type === "ParenthesizedExpression" ? inner.expression : inner;
    if (valueOf(operand) !== text) throw new Error(text);
    const argument = initialiser(print(ts`const value = ${call(ts`f`, [lit(text), lit(text)])};`));
    if (argument.type !== "CallExpression" || argument.arguments.length !== 2)
      throw new Error(text);
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
