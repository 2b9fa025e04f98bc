import { expect, test } from "vitest";
import type { Outcome } from "./outcome.js";
import { belowFloors, summarize } from "./summary.js";

function outcome(given: Partial<Outcome>): Outcome {
  return { folder: "more", name: "case", features: [], doubt: false, why: [], ...given };
}

test("floors are of one folder, or of all", () => {
  const summary = summarize([
    outcome({ folder: "http" }),
    outcome({}),
    outcome({ why: ["status is 501, not 200"] }),
  ]);
  const floors = [
    { folder: undefined, least: 2 },
    { folder: "more", least: 1 },
  ] as const;
  expect(belowFloors(summary, floors)).toEqual([]);
  const higher = floors.map((floor) => ({ ...floor, least: floor.least + 1 }));
  expect(belowFloors(summary, higher)).toEqual([
    "fewer than 3 pass: 2",
    "fewer than 2 of more pass: 1",
  ]);
});
