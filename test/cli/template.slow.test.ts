import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { compileTemplateText } from "../../src/index.js";
import { temporaryFolder, writeFiles } from "../project/generate-into.js";
import { runCli } from "./run-cli.js";

const PETS = `#set($pets = $input.path('$.pets'))
{ "pets": [
#foreach($pet in $pets)
  "$util.escapeJavaScript($pet.name)"#if($foreach.hasNext),#end

#end
] }
#if($pets.size() == 0)
#set($context.responseOverride.status = 404)
#set($context.responseOverride.header.X-Tenant = $stageVariables.tenant)
#end
`;

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFiles(folder, {
    "pets.vtl": PETS,
    "event.json": JSON.stringify({ body: { pets: [{ name: "Rex" }, { name: 'The "Cat"' }] } }),
    "none.json": '{ "body": "{\\"pets\\": []}", "stageVariables": { "tenant": "acme" } }',
    "none.yaml": "body: { pets: [] }\n",
  });
});

const run = (...args: readonly string[]) => runCli(folder, "template", ...args);

/** Runs a template, written in a file of its own. */
async function runText(template: string, event: string, ...args: readonly string[]) {
  await writeFiles(folder, { "text.vtl": template, "text.json": event });
  return run("run", "text.vtl", "--event", "text.json", ...args);
}

describe("template run", () => {
  test("prints what a template renders, to the byte", () => {
    expect(run("run", "pets.vtl", "--event", "event.json")).toEqual({
      code: 0,
      stdout: '{ "pets": [\n  "Rex",\n  "The \\"Cat\\""\n] }\n',
      stderr: "",
    });
  });

  test("says what it overrides", () => {
    expect(run("run", "pets.vtl", "--event", "none.json")).toEqual({
      code: 0,
      stdout: '{ "pets": [\n] }\n',
      stderr: "responseOverride.header.X-Tenant: acme\nresponseOverride.status: 404\n",
    });
  });

  test("--json prints one object and nothing else", () => {
    const { code, stdout, stderr } = run("run", "pets.vtl", "--event", "none.yaml", "--json");
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toEqual({
      output: '{ "pets": [\n] }\n',
      requestOverride: { header: {}, path: {}, querystring: {} },
      responseOverride: { header: { "X-Tenant": "" }, status: 404 },
      diagnostics: [],
    });
  });

  test("an event may be left out, and a template be empty or a web page", async () => {
    await writeFiles(folder, { "page.vtl": "<html>$input.body</html>", "empty.vtl": "" });
    expect(run("run", "page.vtl")).toMatchObject({ code: 0, stdout: "<html>{}</html>" });
    expect(run("run", "empty.vtl")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("has everything of the event", async () => {
    const event = `{
      "body": { "price": 1.0, "id": 12345678901234567890 },
      "params": { "path": { "a": "1" }, "querystring": { "b": "2" }, "header": { "C": "3" } },
      "context": { "stage": "prod", "identity": { "sourceIp": "::1" } },
      "stageVariables": { "table": "pets" },
      "variables": { "given": [1, "two"] }
    }`;
    const template = `$input.body
$input.params('a')$input.params('b')$input.params('c') $input.params().header.C
$context.stage $context.identity.sourceIp $stageVariables.table $given[1]`;
    expect(await runText(template, event)).toEqual({
      code: 0,
      stdout: `{ "price": 1.0, "id": 12345678901234567890 }\n123 3\nprod ::1 pets two`,
      stderr: "",
    });
  });

  test("what is wrong with an event is said at its place", async () => {
    const event = `{
  "parms": {},
  "params": { "header": { "X-Id": 1 }, "query": {} },
  "context": [],
  "stageVariables": { "a": true }
}`;
    const { code, stdout, stderr } = await runText("$input.body", event);
    expect([code, stdout]).toEqual([1, ""]);
    for (const said of [
      'text.json:2:3 error unknown-event-field: an event has no "parms"; did you mean "params"?',
      'text.json:3:35 error wrong-type: "X-Id" must be text, and is the number 1',
      'text.json:3:40 error unknown-event-field: an event has no "query"',
      'text.json:4:14 error wrong-type: "context" must be an object, and is a list',
      'text.json:5:28 error wrong-type: "a" must be text, and is true',
    ]) {
      expect(stderr).toContain(`${said}\n`);
    }
    expect(stderr).toContain('  3 |   "params": { "header": { "X-Id": 1 }, "query": {} },\n');
    expect(stderr).toMatch(/^5 errors$/m);
    expect((await runText("$input.body", "[1]")).stderr).toContain("must be an object");
    expect((await runText("$input.body", "{")).stderr).toContain("error invalid-json");
  });

  test("files that are not there", () => {
    const { code, stderr } = run("run", "missing.vtl", "--event", "missing.json");
    expect(code).toBe(1);
    expect(stderr).toContain('missing.vtl error file-not-found: there is no file "missing.vtl"');
    expect(stderr).toContain('missing.json error file-not-found: there is no file "missing.json"');
  });

  test("what is no template is said at its place, as of documents", async () => {
    const { code, stdout, stderr } = await runText("one\n  #if($x\ntwo", "{}");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr)
      .toBe(`text.vtl:3:1 error template-syntax: this is no mapping template: \`)\` is missing after the condition of #if
  2 |   #if($x
  3 | two
    | ^
  help: correct the template; Amazon takes it, and then answers 500 to every request

1 error
`);
  });

  test.each([
    ["$input.param('id')", "1:7", `unknown-template-method: no value has ".param('id')"`],
    ["\n $usr", "2:2", 'unset-reference: nothing sets "$usr"'],
    ["#set($input.foo() = 3)", "1:1", 'template-without-effect: "#set($input.foo() = 3)" does'],
    ['#if("x")y#end', "1:5", 'never-true: ""x"" is never true'],
  ])("%s is a warning", async (template, place, said) => {
    const { code, stderr } = await runText(template, "{}");
    expect(code).toBe(0);
    expect(stderr).toContain(`text.vtl:${place} warning ${said}`);
  });

  test.each([
    ["$input.path('$.a[')", "{}", "JSONPath: "],
    ["$input.path('$.a')", '{ "body": "{" }', "JSON: "],
    ["#set($a = [])#set($a[3] = 1)", "{}", "beyond the end of a list"],
  ])("%s fails as it would at Amazon's", async (template, event, why) => {
    const { code, stdout, stderr } = await runText(template, event);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /^text\.vtl error template-failure: Amazon API Gateway would answer \d00 /,
    );
    expect(stderr).toContain(why);
    const asJson = await runText(template, event, "--json");
    expect([asJson.code, asJson.stderr]).toEqual([1, ""]);
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      diagnostics: [{ code: "template-failure" }],
    });
  });
});

describe("template compile", () => {
  test("prints the file that a project would hold", () => {
    const { code, stdout, stderr } = run("compile", "pets.vtl");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^\/\/ Generated by gatewright/);
    expect(stdout).toContain('import { each } from "../runtime/velocity/each.js";\n');
    expect(stdout).toContain(
      "\n/** What the mapping template pets.vtl renders. */\nexport function pets({ context, input, stageVariables }: TemplateScope): string {\n",
    );
    expect(compileTemplateText(PETS, { file: "pets.vtl" })).toEqual({
      text: stdout,
      diagnostics: [],
    });
  });

  test("a template that is called as what it uses", async () => {
    await writeFiles(folder, { "text.vtl": "$context.stage" });
    const { stdout } = run("compile", "text.vtl");
    expect(stdout).toMatch(/import \{ text as (text_\w+) \} .*return \1\(/s);
    expect(stdout).toContain("export function text(");
  });

  test("says what is wrong, and prints nothing then", async () => {
    await writeFiles(folder, { "bad.vtl": "#foreach" });
    const { code, stdout, stderr } = run("compile", "bad.vtl");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^bad\.vtl:1:\d+ error template-syntax: /);
    const { text, diagnostics } = compileTemplateText("#foreach");
    expect(text).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: "template-syntax", at: { offset: 0 } }]);
  });
});

describe("help", () => {
  test.each([[["--help"]], [["run", "--help"]], [["compile", "--help"]]])(
    "%j has examples",
    (args) => {
      const { code, stdout } = run(...args);
      expect(code).toBe(0);
      expect(stdout).toMatch(/Examples:\n +gatewright template (?:run|compile) pets\.vtl/);
    },
  );

  test.each([
    [[], "run or compile"],
    [["rum", "pets.vtl"], "Did you mean run?"],
    [["run"], "Not enough"],
    [["run", "pets.vtl", "--event"], "Not enough arguments following: event"],
    [["run", "pets.vtl", "--event", "a", "--event", "b"], "more than once: event"],
    [["compile", "pets.vtl", "--event", "a"], "Unknown argument: event"],
  ])("%j is a mistake of usage", (args, said) => {
    const { code, stdout, stderr } = run(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(said);
  });
});

test("the README shows what a template becomes", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  const [, template = "", compiled] =
    /```velocity\n(.*?)```\n.*?```ts\n(.*?)```/s.exec(readme) ?? [];
  const { text = "" } = compileTemplateText(template, { file: "list-pets.vtl" });
  expect(compiled).toBe(text.slice(text.indexOf("/**")));
});
