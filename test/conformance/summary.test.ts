import { expect, test } from "vitest";
import type { Outcome } from "./outcome.js";
import { belowFloors, summarize } from "./summary.js";

function outcome(given: Partial<Outcome>): Outcome {
  return {
    folder: "more",
    name: "case",
    features: [],
    doubt: false,
    why: [],
    needs: [],
    unsupported: false,
    ...given,
  };
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

test("a case that fails does so for what it asks for, if the generator cannot do that", () => {
  const why = ["status is 501, not 200"];
  const features = ["routing"];
  const { more, failures } = summarize([
    outcome({ features, needs: ["Lambda"] }),
    outcome({ features, needs: ["Lambda", "stages"], unsupported: true, why }),
    outcome({ features, needs: ["Lambda"], why }),
    outcome({ features, unsupported: true, why }),
    outcome({ features, needs: ["stages"] }),
    outcome({ features, doubt: true }),
  ]);
  expect(more.features["routing"]).toEqual({
    passed: 3,
    total: 6,
    plain: { passed: 1, total: 2 },
    failed: { "Lambda + stages": 1, other: 1, "not supported": 1 },
  });
  expect(failures.map(({ reason }) => reason)).toEqual([
    "Lambda + stages",
    "other",
    "not supported",
  ]);
});
