import { dirname, join } from "node:path";
import { Project } from "ts-morph";
import { beforeAll, describe, expect, test } from "vitest";
import { filesBelow, generateInto, temporaryFolder } from "./generate-into.js";

/** Documents that need little, with what must not be found of the rest. */
const DOCUMENTS = {
  "a mock alone": {
    document: `
openapi: 3.0.1
info: { title: Ping, version: "1" }
paths:
  /ping:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: { application/json: '{"statusCode": 200}' }
        responses: { default: { statusCode: "200" } }
`,
    absent:
      /authenticate|enforce-?policy|read-?policy|lambda-?authorizer|lru-cache|jose|runtime\/tokens|condition-?keys|petToken|http-proxy|defineUpstream|checkBody|requireModel|parameter-rule|(?:body|answer)-mapping|gateway-?responses|misconfigured|warn-?only|check-?in-?turn|limits: |openApi\b|http-?api|cors|convert-?bodies|encoders|parameter-mapping|stageVariables: settings/i,
    folders: ["routes", "runtime"],
  },
  "a proxy without tokens, bodies or checks": {
    document: `
openapi: 3.1.0
info: { title: Echo, version: "1" }
servers: [{ url: https://echo.example.com }]
paths:
  /echo:
    get: { responses: { "200": { description: An echo. } } }
`,
    absent:
      /authenticate\(|enforce-?policy|read-?policy|lambda-?authorizer|lru-cache|jose|runtime\/tokens|condition-?keys|defineScheme|runtime\/mock|choose-response|requireModel|parameter-rule|(?:body|answer)-mapping|gateway-?responses|misconfigured|warn-?only|check-?in-?turn|limits: |restApi|http-?api|cors|convert-?bodies|encoders|parameter-mapping|content-coding|x-amzn|target-(?:group|metrics)|targetGroup|runtime\/target\.|balancing|circuit|(?:passive|active)-health|retry|(?:upstream|unverified)-tls|base-urls/i,
    folders: ["integrations", "routes", "runtime"],
  },
  "an HTTP API": {
    document: `
openapi: 3.0.1
info: { title: Echo, version: "1" }
x-amazon-apigateway-importexport-version: "1.0"
paths:
  /$default:
    x-amazon-apigateway-any-method:
      x-amazon-apigateway-integration:
        { type: http_proxy, httpMethod: ANY, uri: "https://echo.example.com" }
`,
    absent:
      /authenticate\(|enforce-?policy|read-?policy|lambda-?authorizer|lru-cache|jose|runtime\/tokens|condition-?keys|defineScheme|runtime\/mock|choose-response|requireModel|(?:body|answer)-mapping|gateway-?responses|rest-?(?:api|failures)|content-coding|openApi\b|cors|convert-?bodies|encoders|limits: /i,
    folders: ["integrations", "routes", "runtime"],
  },
};

describe.each(Object.entries(DOCUMENTS))("%s", (_name, { document, absent, folders }) => {
  let gateway: string;
  let files: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const folder = await temporaryFolder();
    expect((await generateInto(folder, document)).reporter.hasErrors).toBe(false);
    gateway = join(folder, "gateway");
    files = await filesBelow(gateway);
  });

  test("leaves no trace of what it does not use", () => {
    for (const [path, text] of files) {
      // The pipeline's types name every stage that a gateway may have.
      if (!path.startsWith("src/generated/") || path.startsWith("src/generated/runtime/")) continue;
      expect(text, path).not.toMatch(absent);
    }
    const names = [...files.keys()].filter((path) => path.startsWith("src/generated/runtime/"));
    for (const name of names) expect(name).not.toMatch(absent);
  });

  test("has the folders that it needs, and no other", () => {
    const found = [...files.keys()].flatMap((path) => {
      const [, folder] = /^src\/generated\/([^/]+)\//.exec(path) ?? [];
      return folder ?? [];
    });
    expect([...new Set(found)].toSorted()).toEqual(folders);
  });

  test("has no file that src/main.ts does not lead to", () => {
    const project = new Project({ skipAddingFilesFromTsConfig: true });
    project.addSourceFilesAtPaths(`${gateway}/src/**/*.ts`);
    const reached = new Set<string>();
    const visit = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      const file = project.getSourceFileOrThrow(path);
      for (const each of file.getImportDeclarations()) {
        const specifier = each.getModuleSpecifierValue();
        if (!specifier.startsWith(".")) continue;
        visit(join(dirname(path), specifier.replace(/\.js$/, ".ts")));
      }
    };
    visit(join(gateway, "src/main.ts"));
    const all = project.getSourceFiles().map((file) => file.getFilePath());
    expect(all.filter((path) => !reached.has(path))).toEqual([]);
    expect(all.length).toBeGreaterThan(20);
  });

  test("installs no package that nothing imports", () => {
    const { dependencies } = JSON.parse(files.get("package.json") ?? "{}") as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    const sources = [...files].filter(([path]) => path.endsWith(".ts")).map(([, text]) => text);
    for (const name of Object.keys(dependencies)) {
      expect(
        sources.some((text) => text.includes(` from "${name}"`)),
        name,
      ).toBe(true);
    }
    for (const text of sources) {
      for (const [, name = ""] of text.matchAll(/ from "([a-z@][^"]*)"/g)) {
        if (!name.startsWith("node:")) expect(Object.keys(dependencies)).toContain(name);
      }
    }
  });
});
