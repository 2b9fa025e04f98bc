import { expect, test } from "vitest";
import { identifier, name, print } from "../../src/code/code-kit.js";
import { compileTemplate } from "../../src/template-language/compile-template.js";
import { parseTemplate } from "../../src/template-language/parse-template.js";

/** The function of a template in which the setting `Table` is `$setting1`. */
function functionOf(source: string): string {
  const imported = (exported: string) => name(identifier(exported));
  const { declaration } = compileTemplate(source, parseTemplate(source), {
    functionName: identifier("template"),
    runtime: imported,
    runtimeType: imported,
    given: new Map([["setting1", "Table"]]),
  });
  return print(declaration);
}

test("a variable that the settings give is read by the setting's name", () => {
  expect(functionOf("${setting1}")).toContain('let setting1: Value = variables.get("Table")');
});

test("a variable may be called as what the settings are in", () => {
  const text = functionOf("#set($variables = 1)$variables ${setting1}");
  expect(text).toContain("template({ variables }: TemplateScope)");
  expect(text).toContain("const variablesValue = 1;");
});

test("an empty list has items of all types, which TypeScript would not see", () => {
  expect(functionOf("#set($list = [])#set($done = $list.add(1))")).toContain(
    "const list = new ArrayList();",
  );
});
