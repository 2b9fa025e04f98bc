import type { Quota } from "./store.js";

const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** The first Monday of the epoch, which began on a Thursday. */
const MONDAY = 4 * DAY;

/** When the period that holds an instant began; both in epoch milliseconds. */
export function periodStart(period: Quota["period"], at: number): number {
  if (period === "DAY") return Math.floor(at / DAY) * DAY;
  if (period === "WEEK") return Math.floor((at - MONDAY) / WEEK) * WEEK + MONDAY;
  return startOfMonth(at, 0);
}

/** When the period that holds an instant ends, and the next one begins. */
export function periodEnd(period: Quota["period"], at: number): number {
  if (period === "MONTH") return startOfMonth(at, 1);
  return periodStart(period, at) + (period === "DAY" ? DAY : WEEK);
}

function startOfMonth(at: number, later: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1);
}
