import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { templates } from "../src/build/templates-plugin.mjs";

/** The tests of a kind of their own, by mode: those that take minutes, and those that need moto or Redis. */
const KINDS = ["slow", "services"];

/** Tests that replace modules, or leave something in them: each file has modules of its own. */
const APART = ["test/render/**/*.test.ts", "test/runtime/velocity/**/*.test.ts"];

/** The tests that a change needs, or those of the mode. */
export default defineConfig(({ mode }) => ({
  root: new URL("..", import.meta.url).pathname,
  plugins: [templates()],
  test: {
    // The default leaves one core free, of two: half of the tests' time is spent waiting.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    ...(KINDS.includes(mode)
      ? {
          include: [`test/**/*.${mode}.test.ts`],
          exclude: ["**/node_modules/**"],
          testTimeout: 120_000,
        }
      : {
          projects: [
            { extends: true, test: { name: "apart", include: APART } },
            {
              extends: true,
              test: {
                name: "together",
                // Files share what they import: loading it takes longer than most of them.
                isolate: false,
                include: ["test/**/*.test.ts"],
                exclude: [
                  "**/node_modules/**",
                  "test/cases/**",
                  ...APART,
                  ...KINDS.map((kind) => `test/**/*.${kind}.test.ts`),
                ],
              },
            },
          ],
          testTimeout: 30_000,
        }),
  },
}));
