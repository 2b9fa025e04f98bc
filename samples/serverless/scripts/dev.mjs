// Builds on every change of the sources, and starts the gateway again.
import { spawn } from "node:child_process";
import { watch } from "rolldown";
import configs from "../rolldown.config.mjs";

let gateway;
const watcher = watch(configs[0]);
watcher.on("event", (event) => {
  if (event.code === "ERROR") console.error(event.error.message);
  if (event.code !== "END") return;
  gateway?.kill("SIGKILL");
  gateway = spawn(process.execPath, ["--enable-source-maps", "dist/main.js"], { stdio: "inherit" });
});
process.on("SIGINT", () => {
  gateway?.kill("SIGTERM");
  process.exit();
});
