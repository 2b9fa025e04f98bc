import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { assets, templates } from "virtual:templates";

const folder = new URL("../../templates/", import.meta.url);
const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.pathname.length));

test("every template is compiled, under its path", () => {
  const names = paths.filter((path) => path.endsWith(".hbs")).map((path) => path.slice(0, -4));
  expect(Object.keys(templates).toSorted()).toEqual(names.toSorted());
});

test("every other file is there byte for byte", () => {
  const others = paths.filter((path) => !path.endsWith(".hbs"));
  expect(Object.keys(assets).toSorted()).toEqual(others.toSorted());
  for (const path of others) {
    const bytes = readFileSync(new URL(path, folder));
    expect(Buffer.from(assets[path] ?? "").equals(bytes), path).toBe(true);
  }
});
