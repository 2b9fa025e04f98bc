import { existsSync } from "node:fs";
import { createGateway } from "./generated/gateway.js";
import { run } from "./generated/runtime/run.js";
import { readSettings } from "./generated/settings.js";
import { hooks } from "./hooks/index.js";

if (existsSync(".env")) process.loadEnvFile(".env");

await run(
  () => readSettings(process.env),
  (settings) => createGateway(settings, hooks),
);
