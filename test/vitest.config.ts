import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { templates } from "../src/build/templates-plugin.mjs";

/** The tests that a change needs, or with `--mode slow` those that take minutes. */
export default defineConfig(({ mode }) => ({
  root: new URL("..", import.meta.url).pathname,
  plugins: [templates()],
  test: {
    // The default leaves one core free, of two: half of the tests' time is spent waiting.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    ...(mode === "slow"
      ? {
          include: ["test/**/*.slow.test.ts"],
          exclude: ["**/node_modules/**"],
          testTimeout: 120_000,
        }
      : {
          include: ["test/**/*.test.ts"],
          exclude: ["**/node_modules/**", "test/cases/**", "test/**/*.slow.test.ts"],
          testTimeout: 30_000,
        }),
  },
}));
