import { existsSync } from "node:fs";
import { createGateway } from "./generated/gateway.js";
import { run } from "./generated/runtime/run.js";
import { serve } from "./generated/runtime/serve.js";
import { readSettings } from "./generated/settings.js";
import { hooks } from "./hooks/index.js";

if (existsSync(".env")) process.loadEnvFile(".env");

await run(async () => {
  const settings = readSettings(process.env);
  return serve(createGateway(settings, hooks), settings);
});
