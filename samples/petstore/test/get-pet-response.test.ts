import assert from "node:assert/strict";
import { test } from "node:test";
import { Input } from "../src/generated/runtime/velocity/input.js";
import { getPetResponse } from "../src/generated/transformers/getPetResponse.js";

/** What the template makes of an upstream's answer to `GET /pets/7`. */
function render(animal: unknown): unknown {
  const params = {
    path: new Map([["petId", "7"]]),
    querystring: new Map<string, string>(),
    header: new Map<string, string>(),
  };
  const input = new Input({ body: JSON.stringify(animal), params });
  const none = new Map();
  const text = getPetResponse({ input, context: none, stageVariables: none, variables: none });
  return JSON.parse(text);
}

test("a pet with all there is to it", () => {
  const animal = { name: 'Mia "the cat"', owner: { name: "Ada" }, tags: ["soft", "loud"] };
  assert.deepEqual(render(animal), {
    id: "7",
    name: 'Mia "the cat"',
    owner: "Ada",
    tags: ["soft", "loud"],
  });
});

test("a pet without an owner or tags", () => {
  assert.deepEqual(render({ name: "Tom" }), { id: "7", name: "Tom", tags: [] });
});
