import type { Claims } from "./claims.js";

/** Times that REST APIs of Amazon API Gateway tell as a Java program prints them. */
const TIMES = ["exp", "iat"];

/** Claims as REST APIs tell them: texts all, times as `Mon Jun 15 05:56:21 UTC 2026`, lists as `a,b`. */
export function poolClaimTexts(claims: Claims): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(claims)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [
        name,
        TIMES.includes(name) ? timeText(Number(value)) : textOf(value),
      ]),
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(",");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** As `Date.toString` of Java does. */
function timeText(seconds: number): string {
  const time = new Date(seconds * 1000);
  if (Number.isNaN(time.getTime())) return String(seconds);
  // Mon, 15 Jun 2026 05:56:21 GMT
  const [weekday = "", day, month, year, clock] = time.toUTCString().split(" ");
  return `${weekday.slice(0, 3)} ${month} ${day} ${clock} UTC ${year}`;
}
