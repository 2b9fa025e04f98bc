import { readdirSync } from "node:fs";
import { defineConfig } from "rolldown";

const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));

// One file to start (packages stay outside), and the tests beside it.
export default defineConfig({
  input: {
    main: "src/main.ts",
    ...Object.fromEntries(tests.map((name) => [`test/${name.slice(0, -3)}`, `test/${name}`])),
  },
  platform: "node",
  external: /^[^./]/,
  output: { dir: "dist", cleanDir: true, sourcemap: true },
});
