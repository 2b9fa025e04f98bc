import { defineConfig } from "@kubb/core";
import { pluginOas } from "@kubb/plugin-oas";
import { pluginTs } from "@kubb/plugin-ts";
import { pluginZod } from "@kubb/plugin-zod";

// As Kubb's guide sets up types and Zod schemas, but for the formatter and linter that it runs if it
// finds them installed.
export default defineConfig({
  root: ".",
  input: { path: process.env.BENCH_DOCUMENT },
  output: { path: process.env.BENCH_OUT, clean: true, format: false, lint: false },
  plugins: [pluginOas(), pluginTs(), pluginZod()],
});
