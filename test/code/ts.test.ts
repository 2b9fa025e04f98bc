import { expect, test } from "vitest";
import {
  array,
  arrow,
  assign,
  binary,
  block,
  call,
  type Code,
  conditional,
  hardline,
  ifElse,
  InternalError,
  join,
  key,
  lines,
  lit,
  nothing,
  object,
  paragraphs,
  print,
  returned,
  ts,
  union,
} from "../../src/code/code-kit.js";

test("text of several lines is dedented, and a hole is indented as its line", () => {
  const body = lines([ts`one();`, ts`two();`]);
  const code = ts`
    export function run() {
      ${body}
    }
  `;
  expect(print(code)).toBe("export function run() {\n  one();\n  two();\n}");
});

test("a line of empty holes vanishes, with one of the blank lines around it", () => {
  const code = ts`
    a();

    ${nothing}${nothing}

    b();
  `;
  expect(print(code)).toBe("a();\n\nb();");
  expect(print(ts`[${nothing}]`)).toBe("[]");
});

test("an array of code is its members, one after the other", () => {
  expect(print(ts`${[ts`a`, ts`b`]}!`)).toBe("ab!");
});

test("a hole takes code, whatever the types are told", () => {
  for (const value of ["a()", 1, null, undefined, {}, ["a()"], { isEmpty: false }]) {
    expect(() => ts`${value as unknown as Code}`).toThrow(InternalError);
  }
});

test("ts is no function from strings", () => {
  const texts = Object.assign(["process.exit()"], { raw: ["process.exit()"] });
  expect(() => ts(texts)).toThrow(InternalError);
});

test("a literal of several lines keeps together under any operator", () => {
  const text = lit("a\nb");
  expect(print(ts`${text}.length`)).toBe('("a\\n" + "b").length');
  expect(print(ts`x * ${text}`)).toBe('x * ("a\\n" + "b")');
  expect(print(ts`f(${text})`)).toBe('f("a\\n" + "b")');
  expect(print(ts`${arrow([], text)}()`)).toBe('(() => "a\\n" + "b")()');
});

test("nor is what a literal is made into something else by what stands around it", () => {
  expect(print(ts`() => ${lit({})}`)).toBe("() => ({})");
  expect(print(ts`${lit(5)}.toFixed()`)).toBe("(5).toFixed()");
  expect(print(ts`-${lit(-5)}`)).toBe("-(-5)");
  expect(print(ts`x > ${lit(-5)} ** 2`)).toBe("x > (-5) ** 2");
  expect(print(ts`${union([ts`A`, ts`B`])}[]`)).toBe("(A | B)[]");
  expect(print(ts`keyof ${union([ts`A`, ts`B`])}`)).toBe("keyof (A | B)");
});

test("a multi-line text is one source line for each of its lines", () => {
  const text =
    "Pets are animals that live with people.\nA pet has a name.\n\nSee the guide for more.\n";
  expect(print(ts`${assign(ts`const description`, lit(text))};`)).toBe(
    [
      "const description =",
      '  "Pets are animals that live with people.\\n" +',
      '  "A pet has a name.\\n" +',
      '  "\\n" +',
      '  "See the guide for more.\\n";',
    ].join("\n"),
  );
});

test("join leaves out what is empty", () => {
  expect(print(join(ts`, `, [ts`a`, nothing, ts`b`]))).toBe("a, b");
  expect(print(paragraphs([ts`a;`, nothing, ts`b;`]))).toBe("a;\n\nb;");
  expect(print(ts`a${hardline}b`)).toBe("a\nb");
});

test("the last argument hugs the parentheses", () => {
  const route = object([[key("operationId"), lit("findPet")]], { expanded: true });
  expect(print(call(ts`defineRoute`, [route]))).toBe(
    'defineRoute({\n  operationId: "findPet",\n})',
  );
});

test("statements", () => {
  const test = binary("&&", [ts`a`, binary("||", [ts`b`, ts`c`])]);
  const code = ifElse(test, [ts`d();`], ifElse(ts`e`, [returned(ts`f`)], block([])));
  expect(print(code)).toBe("if (a && (b || c)) {\n  d();\n} else if (e) {\n  return f;\n} else {}");
});

test("there is no chain of nothing, and none that begins with a brace", () => {
  expect(() => binary("&&", [])).toThrow(InternalError);
  expect(() => binary("&&", [object([]), ts`a`])).toThrow(InternalError);
});

test("print starts at a column and an indentation", () => {
  const code = array([ts`${lit("a".repeat(20))}`, lit("b".repeat(20))]);
  expect(print(code, { width: 60, indent: 4, column: 20 })).toBe(
    `[\n      "${"a".repeat(20)}",\n      "${"b".repeat(20)}",\n    ]`,
  );
  expect(print(conditional(ts`a`, ts`b`, ts`c`))).toBe("a ? b : c");
});
