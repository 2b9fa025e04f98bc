import { readdirSync } from "node:fs";
import { defineConfig } from "rolldown";

const shared = {
  platform: "node",
  // Packages stay outside: they are installed where the gateway runs.
  external: /^[^./]/,
};

export default defineConfig([
  {
    ...shared,
    input: "src/main.ts",
    output: { file: "dist/main.js", sourcemap: true },
  },
  {
    ...shared,
    input: readdirSync("test")
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => `test/${name}`),
    output: { dir: "dist-test", cleanDir: true, sourcemap: true },
  },
]);
