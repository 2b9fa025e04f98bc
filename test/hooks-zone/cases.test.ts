import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { AddedHooks } from "../../src/hooks-zone/add-hooks.js";
import { addHooks } from "../../src/hooks-zone/add-hooks.js";
import { completeRegistry } from "../../src/hooks-zone/complete-registry.js";
import type { WantedHook } from "../../src/hooks-zone/wanted-hook.js";

/*
 * A test is a directory: `index.ts`, the registry of hooks that somebody has, `wanted.json`, what the
 * document asks for, `expected.ts`, the registry afterwards unless nothing may change, and
 * `expected.json`, what is said. UPDATE_CASES=1 writes the expectations anew: read them as a stranger.
 */
const CASES = join(import.meta.dirname, "cases");
const UPDATE = process.env["UPDATE_CASES"] === "1";

const names = readdirSync(CASES).toSorted();

function read(name: string, file: string): string {
  return readFileSync(join(CASES, name, file), "utf8");
}

function wantedBy(name: string): readonly WantedHook[] {
  return JSON.parse(read(name, "wanted.json")) as readonly WantedHook[];
}

function said({ added, stubs, orphans, byHand }: AddedHooks): string {
  const members = (hooks: readonly WantedHook[]) => hooks.map(({ member }) => member);
  const shown = byHand.map(({ hook, ...others }) => ({ member: hook.member, ...others }));
  const report = { added: members(added), stubs: members(stubs), orphans, byHand: shown };
  return `${JSON.stringify(report, null, 2)}\n`;
}

describe("a registry with what it lacks", () => {
  test.each(names)("%s", (name) => {
    const before = read(name, "index.ts");
    const result = addHooks(before, wantedBy(name));
    const after = join(CASES, name, "expected.ts");
    if (UPDATE) {
      if (result.text === before) rmSync(after, { force: true });
      else writeFileSync(after, result.text);
      writeFileSync(join(CASES, name, "expected.json"), said(result));
    }
    expect(result.text).toBe(existsSync(after) ? readFileSync(after, "utf8") : before);
    expect(said(result)).toBe(read(name, "expected.json"));
  });

  test.each(names)("%s, asked again", (name) => {
    const once = addHooks(read(name, "index.ts"), wantedBy(name));
    const twice = addHooks(once.text, wantedBy(name));
    expect(twice).toEqual({ ...once, added: [], orphans: twice.orphans });
    expect(twice.orphans.map(({ member }) => member)).toEqual(
      once.orphans.map(({ member }) => member),
    );
  });
});

describe("what is known of a registry without a parser", () => {
  test.each(names)("%s", (name) => {
    for (const text of [
      read(name, "index.ts"),
      addHooks(read(name, "index.ts"), wantedBy(name)).text,
    ]) {
      const stubs = completeRegistry(text, wantedBy(name));
      const parsed = addHooks(text, wantedBy(name));
      if (stubs !== undefined) expect(parsed).toMatchObject({ text, byHand: [], added: [], stubs });
    }
  });

  test("is enough where gatewright wrote it, or somebody formatted it", () => {
    for (const name of [
      "as-generated",
      "of-every-folder",
      "becomes-too-long",
      "windows",
      "no-trailing-comma",
    ]) {
      const { text } = addHooks(read(name, "index.ts"), wantedBy(name));
      expect(completeRegistry(text, wantedBy(name)), name).toHaveLength(wantedBy(name).length);
    }
  });
});
