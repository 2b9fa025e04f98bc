import { defineConfig } from "vitest/config";
import { templates } from "../src/build/templates-plugin.mjs";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  plugins: [templates()],
  test: { include: ["test/**/*.test.ts"], exclude: ["test/cases/**"], testTimeout: 30_000 },
});
