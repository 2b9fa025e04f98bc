import type { Logger } from "pino";
import { afterEach, expect, test, vi } from "vitest";
import { CheckedTokens } from "../../../templates/runtime/tokens/checked-tokens.js";
import { TokenRefused } from "../../../templates/runtime/tokens/token-refused.js";

const logger = {} as Logger;

afterEach(() => vi.useRealTimers());

test("a token is checked once until it expires, at most for five minutes", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 0 });
  let checks = 0;
  const tokens = new CheckedTokens(async (token) => {
    checks += 1;
    return { known: token, until: token === "short" ? 1000 : 86_400_000 };
  });
  expect(await tokens.of("short", logger)).toBe("short");
  expect(tokens.of("short", logger)).toBe("short");
  vi.setSystemTime(1001);
  await tokens.of("short", logger);
  expect(checks).toBe(2);
  await tokens.of("long", logger);
  vi.setSystemTime(300_000);
  expect(tokens.of("long", logger)).toBe("long");
  vi.setSystemTime(301_002);
  await tokens.of("long", logger);
  expect(checks).toBe(4);
});

test("what does not hold is checked each time", async () => {
  let checks = 0;
  const tokens = new CheckedTokens(async () => {
    checks += 1;
    throw new TokenRefused("no");
  });
  await expect(tokens.of("a", logger)).rejects.toThrow(TokenRefused);
  await expect(tokens.of("a", logger)).rejects.toThrow(TokenRefused);
  expect(checks).toBe(2);
});

test("a token of one authorizer is none of another's", async () => {
  const [ann, bob] = ["ann", "bob"].map(
    (known) => new CheckedTokens(async () => ({ known, until: Number.POSITIVE_INFINITY })),
  );
  expect(await ann?.of("t", logger)).toBe("ann");
  expect(await bob?.of("t", logger)).toBe("bob");
});

test("what is not used for long is forgotten", async () => {
  const checked: string[] = [];
  const tokens = new CheckedTokens(async (token) => {
    checked.push(token.slice(0, 3));
    return { known: token.length, until: Number.POSITIVE_INFINITY };
  });
  const large = (number: number) => String(number).padEnd(100_000, ".");
  await tokens.of("used", logger);
  for (let number = 100; number < 250; number += 1) {
    await tokens.of(large(number), logger);
    expect(tokens.of("used", logger)).toBe(4);
  }
  expect(tokens.of(large(249), logger)).toBe(100_000);
  await tokens.of(large(100), logger);
  expect(checked.filter((each) => each === "100")).toHaveLength(2);
});
