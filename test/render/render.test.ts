import { describe, expect, test, vi } from "vitest";
import {
  array,
  call,
  type Code,
  doc,
  imported,
  importsOf,
  InternalError,
  key,
  lines,
  lit,
  modulePath,
  nothing,
  object,
  ts,
} from "../../src/code/code-kit.js";
import { renderTemplate } from "../../src/render/render.js";
import type { View, ViewValue } from "../../src/code/code-kit.js";
import { hostileStrings } from "../code/hostile-strings.js";

const sources = vi.hoisted((): Readonly<Record<string, string>> => ({
  hole: "const x = {{x}};\n",
  path: "const x = {{x.y.z}};\n",
  each: "{{#each xs}}{{a}}{{#unless @last}}, {{/unless}}{{else}}none{{/each}}\n",
  codes: "[{{#each xs}}{{this}}{{/each}}]\n",
  nested:
    "{{#each xs}}\n  {{#if shown}}\n  {{a}}({{../b}});\n  {{else}}\n  // hidden\n  {{/if}}\n{{/each}}\n",
  alone: "{{doc}}\nexport const x = 1;\n\n{{more}}\n\nend();\n{{last}}\n",
  indented: "function f() {\n  if (a) {\n    {{body}}\n  }\n}\n",
  after: "f({{x}}).then(done);\n",
  file: "// Generated.\n{{imports}}\n\n{{> declaration}}\n",
  "partials/declaration": "export const {{x}} = {{y}};\n",
  constructor: "{{constructor}}",
  proto: "{{__proto__}}",
  "deep constructor": "{{x.constructor}}",
  "if constructor": "{{#if constructor}}yes{{else}}no{{/if}}",
  "if proto": "{{#if __proto__}}yes{{else}}no{{/if}}",
  "each string": "{{#each x}}{{this}}{{/each}}",
}));

vi.mock("virtual:templates", async () => {
  const { compileTemplate } = await import("./compile-template.js");
  const compiled = Object.entries(sources).map(([name, text]) => [name, compileTemplate(text)]);
  return { templates: Object.fromEntries(compiled), assets: {} };
});

const x = (value: unknown): View => ({ x: value as ViewValue });

describe("what a hole takes", () => {
  test.each([
    ["a string", "process.exit()"],
    ["a number", 1],
    ["a boolean", true],
    ["null", null],
    ["undefined", undefined],
    ["an object", {}],
    ["an array", []],
    ["an array of code", [nothing]],
    ["what says that it is safe", { toHTML: () => "process.exit()" }],
    ["what looks like code", { isEmpty: false, toString: () => "process.exit()" }],
    ["a function", () => "process.exit()"],
    ["the placeholder itself", "\ue0000\ue001"],
  ])("not %s", (_, value) => {
    expect(() => renderTemplate("hole", x(value))).toThrow(InternalError);
    expect(() => renderTemplate("path", x({ y: { z: value } }))).toThrow(InternalError);
    expect(() => renderTemplate("each", { xs: [{ a: value as Code }] })).toThrow(InternalError);
    expect(() => renderTemplate("codes", { xs: [value as Code] })).toThrow(InternalError);
    expect(() => renderTemplate("file", { x: ts`x`, y: value as Code })).toThrow(InternalError);
  });

  test("nor a hole that the view does not have", () => {
    expect(() => renderTemplate("hole", {})).toThrow('"x" not defined');
  });

  test("nor the letters of a string", () => {
    expect(() => renderTemplate("each string", x("ab"))).not.toThrow();
    expect(renderTemplate("each string", x("ab"))).toBe("");
  });

  test("code, printed", () => {
    expect(renderTemplate("hole", { x: lit("a") })).toBe('const x = "a";\n');
    expect(renderTemplate("path", { x: { y: { z: lit(1) } } })).toBe("const x = 1;\n");
    expect(renderTemplate("codes", { xs: [ts`a`, ts`b`] })).toBe("[ab]\n");
  });
});

test("nothing that Handlebars shares is changed", async () => {
  const { default: handlebars } = await import("handlebars/runtime.js");
  expect(handlebars.create().Utils.escapeExpression("<")).toBe("&lt;");
});

describe("blocks", () => {
  test("each, with what is between and what is instead", () => {
    expect(renderTemplate("each", { xs: [{ a: ts`a` }, { a: ts`b` }] })).toBe("a, b\n");
    expect(renderTemplate("each", { xs: [] })).toBe("none\n");
  });

  test("nested, with a path to the view around", () => {
    const xs = [{ shown: true, a: ts`f` }, { shown: false }, { shown: true, a: ts`g` }];
    expect(renderTemplate("nested", { xs, b: lit(1) })).toBe("  f(1);\n  // hidden\n  g(1);\n");
  });
});

describe("prototypes", () => {
  test.each(["constructor", "proto"])("%s gives nothing to print", (name) => {
    expect(() => renderTemplate(name, {})).toThrow(InternalError);
    expect(() => renderTemplate("deep constructor", { x: {} })).toThrow(InternalError);
  });

  test.each(["if constructor", "if proto"])("%s is false", (name) => {
    vi.spyOn(console, "error").mockReturnValue();
    vi.spyOn(console, "log").mockReturnValue();
    expect(renderTemplate(name, {})).toBe("no");
    vi.restoreAllMocks();
  });
});

describe("layout", () => {
  test("a line of empty holes vanishes", () => {
    const view = { doc: nothing, more: nothing, last: nothing };
    expect(renderTemplate("alone", view)).toBe("export const x = 1;\n\nend();\n");
  });

  test("a hole that holds something stays where it is", () => {
    const view = { doc: doc("One."), more: ts`more();`, last: ts`last();` };
    expect(renderTemplate("alone", view)).toBe(
      "/** One. */\nexport const x = 1;\n\nmore();\n\nend();\nlast();\n",
    );
  });

  test("later lines are indented as the line of the hole", () => {
    const body = lines([ts`a();`, ts`b();`]);
    expect(renderTemplate("indented", { body })).toBe(
      "function f() {\n  if (a) {\n    a();\n    b();\n  }\n}\n",
    );
  });

  test("the text after a hole counts for the width", () => {
    const fitting = call(ts`g`, [lit("x".repeat(40)), lit("y".repeat(36))]);
    expect(renderTemplate("after", { x: fitting }).split("\n")).toHaveLength(2);
    const tooWide = call(ts`g`, [lit("x".repeat(40)), lit("y".repeat(37))]);
    expect(renderTemplate("after", { x: tooWide }).split("\n")).toHaveLength(5);
  });
});

describe("imports", () => {
  const route = modulePath("../runtime/route.js");

  test("follow from the holes, those of partials too", () => {
    const view = {
      x: imported("name", modulePath("./name.js")),
      y: call(imported("defineRoute", route), [array([])]),
    };
    expect(renderTemplate("file", view)).toBe(
      "// Generated.\n" +
        'import { defineRoute } from "../runtime/route.js";\n' +
        'import { name } from "./name.js";\n' +
        "\n" +
        "export const name = defineRoute([]);\n",
    );
  });

  test("vanish when there are none", () => {
    expect(renderTemplate("file", { x: ts`a`, y: ts`b` })).toBe(
      "// Generated.\n\nexport const a = b;\n",
    );
  });

  test("are the renderer's own", () => {
    const view = { x: ts`a`, y: ts`b`, imports: importsOf([]) };
    expect(() => renderTemplate("file", view)).toThrow("{{imports}}");
  });
});

test("what a literal holds is never read again", () => {
  for (const text of ["\ue0000\ue001", "{{x}}", "{{{y}}}", "{{> declaration}}", "{{imports}}"]) {
    const printed = renderTemplate("file", { x: ts`x`, y: object([[key(text), lit(text)]]) });
    const value = new Function(printed.replace("export const x =", "return"))() as object;
    expect(Object.entries(value)).toEqual([[text, text]]);
  }
});

test("every hostile string comes out as itself", () => {
  const texts = hostileStrings().slice(0, 1500);
  const xs = texts.map((text) => ({ a: array([lit(text), object([[key(text), lit(text)]])]) }));
  const printed = renderTemplate("each", { xs });
  const values = new Function(`return [${printed}]`)() as unknown[];
  expect(values).toEqual(texts.map((text) => [text, Object.fromEntries([[text, text]])]));
});

test("there is no template but ours", () => {
  expect(() => renderTemplate("../../etc/passwd", {})).toThrow(InternalError);
  expect(() => renderTemplate("toString", {})).toThrow(InternalError);
});
