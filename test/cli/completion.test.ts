import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { catalogue } from "../../src/diagnostics/catalogue.js";
import { temporaryFolder, writeFiles } from "../project/generate-into.js";
import { CLI, runCli } from "./run-cli.js";

const SHELLS = ["bash", "zsh", "fish"] as const;

let folder: string;
const scripts = new Map<string, string>();
beforeAll(async () => {
  folder = await temporaryFolder();
  for (const shell of SHELLS) scripts.set(shell, runCli(folder, "completion", shell).stdout);
  await writeFiles(folder, {
    ...Object.fromEntries(SHELLS.map((shell) => [`script.${shell}`, scripts.get(shell) ?? ""])),
    "gatewright.config.mjs": `throw new Error("must not run");
export default { targets: { pets: {}, "orders": {}, "$(touch ran)": {} } };
`,
  });
  mkdirSync(join(folder, "bin"));
  symlinkSync(CLI, join(folder, "bin/gatewright"));
});

/** What a shell prints that runs a program. */
function run(shell: string, ...args: readonly string[]) {
  return spawnSync(shell, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"]}` },
  });
}

const isThere = (shell: string) => spawnSync(shell, ["-c", "exit 0"]).status === 0;

/** What bash would offer for the last of these words. */
function offeredByBash(words: readonly string[]): readonly string[] {
  const program = `source script.bash
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_gatewright
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = run("bash", "-c", program, "bash", "gatewright", ...words);
  expect([status, stderr]).toEqual([0, ""]);
  return stdout.split("\n").filter((word) => word !== "");
}

describe("bash completes", () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ["commands", ["ge"], ["generate", "gen"]],
    ["commands of commands", ["template", ""], ["run", "compile"]],
    ["options", ["gen", "--al"], ["--allow-ref", "--allow"]],
    ["options of no command", ["--v"], ["--version"]],
    ["options of commands of commands", ["template", "run", "--e"], ["--event"]],
    ["choices", ["generate", "--api", ""], ["rest", "http"]],
    ["choices behind =", ["lint", "--format", "=", "s"], ["sarif"]],
    ["choices with = alone", ["lint", "--api", "="], ["rest", "http"]],
    ["codes", ["lint", "--allow", "unknown-tag"], ["unknown-tag"]],
    ["codes of explain", ["explain", "number-too"], ["number-too-large"]],
    ["names of targets, without running the config", ["lint", "--target", ""], ["pets", "orders"]],
    ["files, by itself", ["generate", "--overlay", ""], []],
    ["documents, by itself", ["generate", ""], []],
  ])("%s", (_what, words, offered) => {
    expect(offeredByBash(words)).toEqual(offered);
  });

  test("every command", () => {
    const { stdout } = runCli(folder, "--help");
    const listed = Array.from(stdout.matchAll(/^ {2}gatewright (\w+)/gm), ([, name]) => name);
    expect(listed.length).toBeGreaterThan(5);
    expect(offeredByBash([""])).toEqual(expect.arrayContaining(listed));
  });

  test("every option that --help lists", () => {
    const { stdout } = runCli(folder, "generate", "--help");
    const listed = Array.from(stdout.matchAll(/ (--[a-z][a-z-]*)(?= {2})/g), ([, flag]) => flag);
    expect(listed.length).toBeGreaterThan(12);
    const others = ["--version"];
    const expected = listed.filter((flag) => !others.includes(String(flag)));
    expect(offeredByBash(["generate", "--"])).toEqual(expect.arrayContaining(expected));
  });
});

/** What quotes leave open at the end of a script; of fish, a backslash escapes in them as well. */
function openQuote(script: string, shell: "zsh" | "fish"): string | undefined {
  const quotes =
    shell === "fish"
      ? /#.*$|\\.|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/gms
      : /(?<=^|\s)#.*$|\\.|'[^']*'|"(?:[^"\\]|\\.)*"/gm;
  return /['"]/.exec(script.replaceAll(quotes, ""))?.[0];
}

describe.each(["zsh", "fish"] as const)("the script of %s", (shell) => {
  test("leaves no quote open, and names all commands and codes", () => {
    const script = scripts.get(shell) ?? "";
    expect(openQuote(script, shell)).toBeUndefined();
    for (const word of ["generate", "gen", "init", "template", "compile", "completion targets"]) {
      expect(script).toContain(word);
    }
    expect(script).toContain(Object.keys(catalogue).join(" "));
  });

  test.runIf(isThere(shell))("is what the shell itself can read", () => {
    expect(run(shell, "-n", `script.${shell}`)).toMatchObject({ status: 0, stderr: "" });
  });
});

test.runIf(isThere("fish"))("fish completes the same", () => {
  const offered = (line: string) => {
    const program = `source script.fish; complete -C '${line}'`;
    const { stdout } = run("fish", "--no-config", "-c", program);
    return stdout.split("\n").flatMap((each) => each.split("\t")[0] || []);
  };
  expect(offered("gatewright ge")).toEqual(["gen", "generate"]);
  expect(offered("gatewright gen --al")).toEqual(["--allow", "--allow-ref"]);
  expect(offered("gatewright lint --format=s")).toEqual(["--format=sarif"]);
  expect(offered("gatewright lint --target ")).toEqual(["orders", "pets"]);
  expect(offered("gatewright generate script.b")).toEqual(["script.bash"]);
});
