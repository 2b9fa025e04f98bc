import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { sampleDocument, temporaryFolder, writeFiles } from "../project/generate-into.js";
import { CLI, runCli } from "./run-cli.js";

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  const petstore = await sampleDocument("petstore");
  await writeFiles(folder, {
    "good.yaml": petstore,
    "guarded.yaml": petstore.replace(/^paths:/m, "security: [{ petToken: [] }]\npaths:"),
    "slow.yaml": petstore.replace("timeoutInMillis: 5000", "timeoutInMillis: 60000"),
    "proxy.yaml": `
openapi: 3.0.1
info: { title: Proxy, version: "1" }
servers: [{ url: https://api.example.com/v1 }]
paths:
  /pets:
    get:
      x-amazon-apigateway-integration:
        { type: http_proxy, httpMethod: GET, uri: "https://animals.example.com" }
`,
    "bad.yaml": petstore
      .replace("petToken: [pets:write]", "petTokn: [pets:write]")
      .replace("timeoutInMillis: 5000", "timeoutInMillis: 5"),
  });
});

const run = (...args: readonly string[]) => runCli(folder, ...args);

describe("help", () => {
  test("--help lists the commands, with examples and exit codes", () => {
    const { code, stdout } = run("--help");
    expect(code).toBe(0);
    for (const word of [
      "generate",
      "lint",
      "routes",
      "diff",
      "explain",
      "Examples:",
      "Exit codes:",
    ]) {
      expect(stdout).toContain(word);
    }
  });

  test("--version is the version alone", () => {
    expect(run("--version")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  test.each([
    [["genrate", "good.yaml"], "generate"],
    [["generate", "good.yaml", "--chek"], "chek"],
    [["generate"], "Name a document"],
    [["generate", "good.yaml", "--out", "a", "-o", "b"], "Given more than once: out"],
    [["generate", "good.yaml", "--out.a", "b"], "Unknown argument: out.a"],
    [["generate", "good.yaml", "--out="], "Given without a value: out"],
    [["generate", "good.yaml", "--out"], "Not enough arguments following: out"],
    [["generate", "good.yaml", "--watch", "--check"], "leave out --check"],
    [["generate", "good.yaml", "--watch", "--dry-run"], "leave out --dry-run"],
    [["generate", "good.yaml", "--watch", "--max-warnings", "0"], "leave out --max-warnings"],
    [["generate", "good.yaml", "--watch", "--format", "sarif"], "cannot go with --format sarif"],
    [["routes", "good.yaml", "--api", "rest", "--api", "rest"], "Given more than once: api"],
    [["lint", "good.yaml", "--vars-file", "a", "--vars-file", "b"], "more than once: vars-file"],
    [["lint", "good.yaml", "--vars-file="], "Given without a value: vars-file"],
    [["lint", "good.yaml", "--allow-ref"], "Not enough arguments following: allow-ref"],
    [[], "name a command"],
  ])("%j is a mistake of usage", (args, said) => {
    const { code, stdout, stderr } = run(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe("generate", () => {
  test("writes a project, says what comes next, and is up to date afterwards", () => {
    const first = run("generate", "good.yaml", "-o", "gateway");
    expect([first.code, first.stdout]).toEqual([0, ""]);
    expect(first.stderr).toMatch(/^gateway: \d+ created\n\nNext:\n  cd gateway\n/);
    expect(run("generate", "good.yaml", "-o", "gateway", "--check")).toMatchObject({
      code: 0,
      stdout: "",
    });
  });

  test("names the settings that must be set, when they change", async () => {
    const server = "servers: [{ url: https://api.example.com/v1 }]\n";
    const plain = `
openapi: 3.1.0
info: { title: Plain, version: "1" }
${server}paths: { /pets: { get: { responses: {} } } }
`;
    await writeFiles(folder, { "settings.yaml": plain });
    const generateIt = () => run("generate", "settings.yaml", "-o", "settings").stderr;
    expect(generateIt()).not.toContain(".env");
    await writeFiles(folder, { "settings.yaml": plain.replace(server, "") });
    const told =
      "\nIt starts only with these in its environment or in .env (see .env.example):\n  UPSTREAM_URL\n";
    expect(generateIt()).toContain(told);
    expect(generateIt()).not.toContain(".env");
  });

  test("--check finds what is stale, and writes nothing", () => {
    const stale = run("generate", "good.yaml", "-o", "nowhere", "--check");
    expect(stale.code).toBe(3);
    expect(stale.stdout).toMatch(/^created  src\/generated\/gateway\.ts \(missing\)$/m);
    expect(run("generate", "good.yaml", "-o", "nowhere", "--check")).toEqual(stale);
  });

  test("--dry-run shows the same line by line, and ends well", () => {
    const dry = run("generate", "good.yaml", "-o", "nowhere", "--dry-run");
    expect(dry.code).toBe(0);
    expect(dry.stdout).toMatch(/^\+\+\+ b\/nowhere\/package\.json\n@@ -0,0 \+1,\d+ @@\n\+\{$/m);
  });

  test("shows all problems at once, with lines and what to do, and writes nothing", () => {
    const { code, stdout, stderr } = run("generate", "bad.yaml", "-o", "bad");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /^bad\.yaml:\d+:\d+ error undefined-security-scheme: security scheme "petTokn" is not defined; did you mean "petToken"\?$/m,
    );
    expect(stderr).toMatch(/^bad\.yaml:\d+:\d+ error timeout-out-of-range: /m);
    expect(stderr).toMatch(/^ +\d+ \| {9}- petTokn: \[pets:write\]\n +\| {11}\^$/m);
    expect(stderr).toContain("2 errors\nNothing was written.\n");
    expect(stderr).not.toContain("\u001b");
    expect(run("generate", "bad.yaml", "-o", "bad", "--check").code).toBe(1);
  });

  test("--json prints one object and nothing else", () => {
    const { code, stdout, stderr } = run("generate", "bad.yaml", "-o", "bad", "--json");
    expect([code, stderr]).toEqual([1, ""]);
    const { diagnostics, changes } = JSON.parse(stdout) as {
      readonly diagnostics: readonly { readonly code: string; readonly line: number }[];
      readonly changes: readonly unknown[];
    };
    expect(changes).toEqual([]);
    expect(diagnostics.map((each) => each.code)).toEqual([
      "undefined-security-scheme",
      "timeout-out-of-range",
    ]);
    expect(diagnostics[0]?.line).toBeGreaterThan(1);
  });

  test("a document that is not there", () => {
    const { code, stderr } = run("generate", "missing.yaml");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^missing\.yaml/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe("--api and --basepath", () => {
  const OPTIONS = ["--api", "http", "--basepath", "prepend"];

  test("say what a document is, and where its routes are", () => {
    expect(run("routes", "proxy.yaml").stdout).toContain("GET     /pets");
    const { stdout } = run("routes", "proxy.yaml", ...OPTIONS);
    expect(stdout).toMatch(/GET +\/v1\/pets +open +none +http-api-proxy GET/);
  });
});

describe("scripts/generate.mjs", () => {
  test("says again what was said of the document", async () => {
    await writeFiles(folder, {
      "api/open.yaml": `
openapi: 3.0.1
info: { title: Open, version: "1" }
servers: [{ url: https://api.example.com/v1 }]
paths:
  /pets: { $ref: "../shared/pets.yaml" }
  /orders:
    get:
      x-amazon-apigateway-integration:
        { type: aws, httpMethod: POST, uri: "arn:aws:apigateway:eu-west-1:sqs:path/orders" }
`,
      "shared/pets.yaml": `
get:
  x-amazon-apigateway-integration:
    type: http_proxy
    httpMethod: GET
    uri: "https://animals.example.com/\${version}"
    timeoutInMillis: "\${timeout}"
`,
      "prod.tfvars": 'timeout = "60000"\n',
      "api/gateway.overlay.yaml": `
overlay: 1.0.0
info: { title: Settings, version: 1.0.0 }
actions:
  - { target: $, update: { x-gateway: { limits: { body: 1MB } } } }
`,
    });
    const options = [
      ["--api", "rest", "--basepath", "prepend", "--omit-unsupported"],
      ["--var", 'version=it\'s "$HOME" & more', "--vars-file", "prod.tfvars"],
      ["--allow-ref", "shared", "--allow", "timeout-out-of-range"],
      ["--overlay", "api/gateway.overlay.yaml"],
    ].flat();
    const { code, stderr } = run("generate", "api/open.yaml", "-o", "open/gateway", ...options);
    expect([code, stderr]).toEqual([0, expect.stringContaining("created")]);
    const project = join(folder, "open/gateway");
    const bin = join(folder, "bin");
    mkdirSync(bin);
    symlinkSync(CLI, join(bin, "gatewright"));
    const again = spawnSync(process.execPath, ["scripts/generate.mjs", "--check"], {
      cwd: project,
      encoding: "utf8",
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}` },
    });
    expect(again.stderr).toMatch(/^\.: up to date; /m);
    expect([again.status, again.stdout]).toEqual([0, ""]);
  });
});

describe("reporting", () => {
  test("--allow makes a warning of an error, and the project is written", () => {
    const { code, stderr } = run(
      "generate",
      "slow.yaml",
      "-o",
      "slow",
      "--allow",
      "timeout-out-of-range",
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(/^slow\.yaml:\d+:\d+ warning timeout-out-of-range: /m);
    expect(stderr).toContain("help: allowed: the gateway waits as long as Amazon does at most\n");
    expect(stderr).toMatch(/slow: \d+ created/);
  });

  test.each([
    ["--allow", "unknown-tag,duplicate-kay", "did you mean duplicate-key?"],
    ["--allow", "duplicate-key", "duplicate-key cannot be allowed"],
    ["--max-warnings", "-1", "whole number"],
    ["--max-warnings", "some", "whole number"],
    ["--format", "xml", "Choices"],
    ["--json", "--format=github", "cannot go with"],
  ])("%s %s is a mistake of usage", (option, value, said) => {
    const { code, stdout, stderr } = run("lint", "good.yaml", option, value);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(said);
  });

  test("an allowance that nothing needs is a warning", () => {
    const { code, stderr } = run("lint", "good.yaml", "--allow", "unknown-tag,no-server");
    expect(code).toBe(0);
    expect(stderr).toContain("--allow unknown-tag has nothing to allow");
    expect(stderr).toContain("good.yaml: 2 warnings");
  });

  test("more warnings than --max-warnings end it with 1", () => {
    const allowed = ["--allow", "timeout-out-of-range"];
    expect(run("routes", "slow.yaml", ...allowed, "--max-warnings", "1").code).toBe(0);
    const { code, stderr } = run("routes", "slow.yaml", ...allowed, "--max-warnings", "0");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^1 warning, and --max-warnings is 0\.$/m);
  });

  test.each(["generate", "lint", "routes"])(
    "%s prints formats for programs alone on stdout",
    (command) => {
      const sarif = run(command, "bad.yaml", "--format", "sarif");
      expect([sarif.code, sarif.stderr]).toEqual([1, ""]);
      expect(JSON.parse(sarif.stdout)).toMatchObject({
        version: "2.1.0",
        runs: [{ tool: { driver: { name: "gatewright", version: expect.stringMatching(/^\d/) } } }],
      });
      const github = run(command, "bad.yaml", "--format", "github");
      expect([github.code, github.stderr]).toEqual([1, ""]);
      expect(
        github.stdout
          .trimEnd()
          .split("\n")
          .every((line) => /^::(?:error|notice) /.test(line)),
      ).toBe(true);
      expect(run(command, "bad.yaml", "--format", "json").stdout).toBe(
        run(command, "bad.yaml", "--json").stdout,
      );
    },
  );
});

describe("the other commands", () => {
  test("routes is a table", () => {
    const { code, stdout, stderr } = run("routes", "good.yaml");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^METHOD +PATH +AUTH +CHECKS +INTEGRATION$/m);
    expect(stdout).toMatch(
      /^POST +\/pets +petToken +body +http-proxy POST https:\/\/animals\.example\.com$/m,
    );
  });

  test("routes says where to, or that a setting does", async () => {
    await writeFiles(folder, {
      "plain.yaml": `
openapi: 3.1.0
info: { title: Plain, version: "1" }
x-gateway: { upstreams: { photos: {} } }
servers: [{ url: https://pets.example.com/v1 }]
paths:
  /pets: { get: { responses: {} } }
  /photos: { get: { x-gateway: { upstream: photos }, responses: {} } }
`,
    });
    const { code, stdout } = run("routes", "plain.yaml");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^GET +\/pets .* http-proxy GET https:\/\/pets\.example\.com\/v1$/m);
    expect(stdout).toMatch(/^GET +\/photos .* http-proxy GET photos \(a setting says where\)$/m);
  });

  test("routes --json is an object", () => {
    const { routes } = JSON.parse(run("routes", "good.yaml", "--json").stdout) as {
      readonly routes: readonly { readonly path: string }[];
    };
    expect(routes.map(({ path }) => path)).toContain("/photos/{proxy+}");
  });

  test("lint finds nothing wrong with a clean document, and more than generate with another", () => {
    expect(run("lint", "guarded.yaml")).toEqual({
      code: 0,
      stdout: "",
      stderr: "guarded.yaml: no problems\n",
    });
    expect(run("lint", "bad.yaml").code).toBe(1);
  });

  test("lint lists what anybody may call, which is nothing wrong", () => {
    const { code, stderr } = run("lint", "good.yaml", "--max-warnings", "0");
    expect(code).toBe(0);
    expect(stderr).toContain(
      "info open-operation: anybody may call GET /pets (and 3 more like it)",
    );
  });

  test("explain says more about a code", () => {
    const { code, stdout } = run("explain", "template-syntax");
    expect(code).toBe(0);
    expect(stdout).toContain("answers 500");
    expect(run("explain", "template-sintax")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("did you mean template-syntax?"),
    });
  });
});
