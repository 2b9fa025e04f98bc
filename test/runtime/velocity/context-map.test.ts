import { expect, test } from "vitest";
import { ContextMap } from "../../../templates/runtime/velocity/context-map.js";

test("a map of the context is a map", () => {
  const map = new ContextMap([["header", new ContextMap()]]);
  map.set("status", 444);
  expect(map).toBeInstanceOf(Map);
  expect([...map.keys()]).toEqual(["header", "status"]);
});
