import { createServer } from "node:http";
import { Duplex } from "node:stream";
import { pathToFileURL } from "node:url";

// node run-gateway.mjs MODULE UPSTREAM: sends requests to a generated gateway through streams in memory. Prints
// on standard error, since its log is on standard output, what one takes once the code is warm.

const [module, upstream] = process.argv.slice(2);
const KEY = "q7Rk2mZ0xV5bT9wLc4Nf8hJ1pD6sY3gA";
const CONNECTIONS = 8;
const WARM = 30_000;
/** So many passes, of which the median counts, each of so many requests. */
const PASSES = 13;
const REQUESTS = 5000;

const { createGateway, readSettings, MemoryStore } = await import(pathToFileURL(module).href);
const apiKeys = [{ id: "ours", value: KEY, usagePlans: ["gold"] }];
const settings = { API_KEYS: JSON.stringify(apiKeys), ORDERS_EXAMPLE_URL: upstream };
const gateway = createGateway(readSettings(settings), {});
await gateway.open();

let takes = 0;
if (MemoryStore !== undefined) {
  const { take } = MemoryStore.prototype;
  MemoryStore.prototype.take = function (limits) {
    takes += 1;
    return take.call(this, limits);
  };
}

const REQUEST = Buffer.from(
  `GET /orders HTTP/1.1\r\nHost: api.example.com\r\nUser-Agent: bench/1.0\r\n` +
    `Accept: application/json\r\nX-Forwarded-Proto: https\r\nX-Api-Key: ${KEY}\r\n\r\n`,
);

/** A client that reads what it is sent, and looks at none of it. */
class Connection extends Duplex {
  _read() {}
  _write(_chunk, _encoding, done) {
    done();
  }
}

/** How many requests are still to be sent, and what is called when the last one is answered. */
let left = 0;
let underway = 0;
let onEnd = () => {};

const server = createServer((incoming, outgoing) => {
  gateway.handle(incoming, outgoing);
  outgoing.once("close", () => {
    if (outgoing.statusCode !== 200) throw new Error(`answered with ${outgoing.statusCode}`);
    underway -= 1;
    const { socket } = incoming;
    if (left > 0) {
      left -= 1;
      underway += 1;
      setImmediate(send, socket);
    } else if (underway === 0) onEnd();
  });
});
const connections = Array.from({ length: CONNECTIONS }, () => {
  const connection = new Connection();
  server.emit("connection", connection);
  return connection;
});

function send(connection) {
  connection.push(REQUEST);
}

/** Microseconds of CPU, and takes, of one request. */
async function pass(times) {
  const before = process.cpuUsage();
  takes = 0;
  left = times - connections.length;
  underway = connections.length;
  const ended = new Promise((resolve) => (onEnd = resolve));
  for (const connection of connections) send(connection);
  await ended;
  const { user, system } = process.cpuUsage(before);
  return { CPU: (user + system) / times, takes: takes / times };
}

await pass(WARM);
const found = [];
for (let index = 0; index < PASSES; index += 1) found.push(await pass(REQUESTS));
const median = found.toSorted((one, other) => one.CPU - other.CPU)[(PASSES - 1) / 2];
process.stderr.write(JSON.stringify(median));
process.exit();
