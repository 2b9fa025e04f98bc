import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GatewayProcess, NotStarted } from "./gateway-process.js";
import { sendRaw } from "./raw-client.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatewright-process-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A stand-in for a gateway: it says what it can see of the time, its peer and chance. */
const SERVER = `
import { createServer } from "node:http";
import { setTimeout as later } from "node:timers";
let fired = 0;
later(() => { fired += 1; }, 60_000);
const interval = setInterval(() => { fired += 10; }, 40_000);
const start = performance.now();
createServer((request, response) => {
  response.end(JSON.stringify({
    now: Date.now(), date: new Date().toISOString(), other: new Date(0).getTime(),
    passed: performance.now() - start, fired, random: Math.random(),
    peer: request.socket.remoteAddress, stage: process.env.STAGE,
  }));
}).listen(Number(process.env.PORT), process.env.HOST, function () {
  console.log(JSON.stringify({ url: "http://127.0.0.1:" + this.address().port, msg: "listening" }));
});
`;

async function write(name: string, text: string): Promise<string> {
  mkdirSync(join(folder, name, "dist"), { recursive: true });
  const main = join(folder, name, "dist/main.mjs");
  await writeFile(main, text);
  return main;
}

async function ask({ port }: GatewayProcess): Promise<unknown> {
  const request = {
    method: "GET",
    target: "/",
    headers: [["Host", "x"]],
    body: undefined,
  } as const;
  return JSON.parse((await sendRaw(port, request)).body.toString());
}

test("a harness decides the time, the peer and chance", async () => {
  const start = Date.UTC(2030, 0, 1);
  const gateway = await GatewayProcess.start(await write("held", SERVER), { STAGE: "s" }, start);
  try {
    expect(await ask(gateway)).toMatchObject({
      now: start,
      date: "2030-01-01T00:00:00.000Z",
      other: 0,
      passed: 0,
      fired: 0,
      peer: "127.0.0.1",
      stage: "s",
    });
    await gateway.set({ clock: start + 90_000, peer: "203.0.113.7", random: 0.25 });
    expect(await ask(gateway)).toMatchObject({
      now: start + 90_000,
      passed: 90_000,
      fired: 21,
      peer: "203.0.113.7",
      random: 0.25,
    });
    await gateway.set({ peer: "" });
    expect(await ask(gateway)).toMatchObject({ fired: 21, peer: "127.0.0.1" });
  } finally {
    await gateway.kill();
  }
});

test("time goes on where nobody decides it", async () => {
  const before = Date.now();
  const gateway = await GatewayProcess.start(await write("free", SERVER), {});
  try {
    const { now } = (await ask(gateway)) as { readonly now: number };
    expect(now).toBeGreaterThanOrEqual(before);
  } finally {
    await gateway.kill();
  }
});

test("what does not start tells why", async () => {
  const main = await write("broken", `process.stderr.write("no port"); process.exit(1);`);
  await expect(GatewayProcess.start(main, {})).rejects.toThrow(NotStarted);
  await expect(GatewayProcess.start(main, {})).rejects.toThrow("no port");
});
