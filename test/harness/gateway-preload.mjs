// Loaded into a gateway's process before it (`node --import`): lets a harness decide what the gateway
// cannot know but from the machine. The parent sends `{ id, clock?, peer?, random? }` and gets
// `{ id }` back when that holds:
//   clock   what time it is, in milliseconds; only if HARNESS_CLOCK gave the time to start with, from
//           which on time stands still unless it is moved
//   peer    the address that connections accepted from now on come from; "" for the real one
//   random  what Math.random answers from now on
import { EventEmitter } from "node:events";
import { syncBuiltinESMExports } from "node:module";
import { Server } from "node:net";
import { performance } from "node:perf_hooks";
import timers from "node:timers";

let peer = "";

Server.prototype.emit = function emit(name, ...values) {
  if (name === "connection" && peer !== "") {
    Object.defineProperty(values[0], "remoteAddress", { value: peer });
  }
  return EventEmitter.prototype.emit.call(this, name, ...values);
};

const setClock =
  process.env.HARNESS_CLOCK === undefined ? () => {} : takeClock(Number(process.env.HARNESS_CLOCK));

process.on("message", (message) => {
  if (message.peer !== undefined) peer = message.peer;
  if (message.random !== undefined) Math.random = () => message.random;
  if (message.clock !== undefined) setClock(message.clock);
  process.send({ id: message.id });
});
process.on("disconnect", () => process.exit());
process.channel.unref();

/** Stops time at a moment; what it answers moves it, and fires the timers on the way. */
function takeClock(start) {
  let now = start;
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now).toString(),
    construct: (target, values, asked) =>
      Reflect.construct(target, values.length === 0 ? [now] : values, asked),
    get: (target, key) => (key === "now" ? () => now : Reflect.get(target, key)),
  });
  const uptime = performance.now() - start;
  performance.now = () => now + uptime;
  const hrtime = (since = [0, 0]) => {
    const nanoseconds = BigInt(Math.round((now + uptime) * 1e6));
    const passed = nanoseconds - BigInt(since[0]) * 1_000_000_000n - BigInt(since[1]);
    return [Number(passed / 1_000_000_000n), Number(passed % 1_000_000_000n)];
  };
  process.hrtime = Object.assign(hrtime, {
    bigint: () => BigInt(Math.round((now + uptime) * 1e6)),
  });

  const pending = new Map();
  for (const name of ["setTimeout", "setInterval"]) {
    const real = timers[name];
    const again = name === "setInterval";
    timers[name] = Object.assign((callback, delay, ...values) => {
      const every = Math.max(1, Number(delay) || 0);
      const fire = () => {
        if (again) pending.set(timer, { due: now + every, fire });
        else pending.delete(timer);
        callback.call(timer, ...values);
      };
      const timer = real(fire, delay);
      pending.set(timer, { due: now + every, fire });
      return timer;
    }, real);
    globalThis[name] = timers[name];
  }
  syncBuiltinESMExports();

  return (time) => {
    for (;;) {
      const due = [...pending].filter(([timer, { due }]) => due <= time && !timer._destroyed);
      const [next] = due.toSorted(([, a], [, b]) => a.due - b.due);
      if (next === undefined) break;
      const [timer, entry] = next;
      now = entry.due;
      if (!timer._repeat) clearTimeout(timer);
      entry.fire();
    }
    now = time;
  };
}
