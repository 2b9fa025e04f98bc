import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { readApiKeys } from "../../templates/runtime/api-keys.js";
import { Environment } from "../../templates/runtime/environment.js";
import type { Exchange } from "../../templates/runtime/exchange.js";
import { isPassword, parsePasswordHash } from "../../templates/runtime/password-hash.js";
import { sha256 } from "../../templates/runtime/sha256.js";
import { CLI } from "./run-cli.js";

function run(args: readonly string[], input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, "credential", ...args], {
    encoding: "utf8",
    input,
  });
  return { status, entry: stdout === "" ? {} : (JSON.parse(stdout) as object), stderr };
}

const REQUEST = { settings: {} } as Exchange;

describe("gatewright credential", () => {
  test("api-key prints an entry that gateways read, and says the key on stderr", () => {
    const { status, entry, stderr } = run(["api-key", "mobile", "--plan", "a", "--plan", "b"]);
    expect(status).toBe(0);
    expect(entry).toMatchObject({ id: "mobile", enabled: true, usagePlans: ["a", "b"] });
    const key = stderr.trim().split(": ").at(-1) ?? "";
    const read = new Environment({ API_KEYS: JSON.stringify([entry]) });
    const keys = readApiKeys(read);
    read.finish();
    expect(keys.find(sha256(key), REQUEST)).toMatchObject({ id: "mobile", enabled: true });
    expect(JSON.stringify(entry)).not.toContain(key);
  });

  test("user prints an entry, and says a password that it made", async () => {
    const { entry, stderr } = run(["user", "ann"]);
    expect(entry).toMatchObject({ name: "ann" });
    expect(await fits(stderr.trim().split(": ").at(-1) ?? "", entry)).toBe(true);
  });

  test("user takes a password from stdin, which it does not repeat", async () => {
    const { entry, stderr } = run(["user", "ann", "--password-stdin"], "of my own\n");
    expect(stderr).toBe("");
    expect(await fits("of my own", entry)).toBe(true);
  });

  test.each([
    [["user", "a:b"], "A user's name has no colon"],
    [["user", "ann", "--password-stdin"], "There is no password on stdin"],
    [["api-key"], "Not enough"],
    [[], "name a command of credential"],
  ])("%j is refused: %s", (args, message) => {
    const { status, stderr } = run(args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

async function fits(password: string, entry: object): Promise<boolean> {
  const kept = parsePasswordHash("password" in entry ? String(entry.password) : "");
  return kept !== undefined && isPassword(password, kept);
}
