import { type AwsValue, numberOf } from "./aws-value.js";
import type { Rules, Telling } from "./rules.js";

/** A token bucket of `x-gateway`. */
export interface Throttle {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

/** What an account of Amazon's has of each, unless it was given more. */
const ACCOUNT: Throttle = { rateLimit: 10_000, burstLimit: 5000 };

/** Reads the two numbers of a throttle from the members that hold them, whatever they are called. */
export class ThrottleReader {
  readonly #telling: Telling;
  #rate: AwsValue | undefined;
  #burst: AwsValue | undefined;

  constructor(telling: Telling) {
    this.#telling = telling;
  }

  /** @param names of the rate and of the burst */
  rules(rate: string, burst: string): Rules {
    return {
      [rate]: (member) => (this.#rate = member),
      [burst]: (member) => (this.#burst = member),
    };
  }

  /**
   * The throttle, once its members were read; undefined where there is none.
   * @param to what it is in the overlay
   * @param isOfMethod whether it stands in place of the stage's, so that no limit has to be written too
   */
  throttle(to: string, isOfMethod = false): Throttle | undefined {
    const { report } = this.#telling;
    const written = [this.#rate, this.#burst].flatMap((member) => member ?? []);
    const [rate, burst] = [this.#number(this.#rate), this.#number(this.#burst)];
    if (written.some(({ value }) => Number(value) < 0)) {
      const why = `${to}; there is no limit, and the usual one of an account keeps the stage's away`;
      for (const { at } of written) {
        if (isOfMethod) report.nearly(at, why);
        else report.exactly(at, "there is no limit");
      }
      return isOfMethod ? ACCOUNT : undefined;
    }
    if (rate === undefined && burst === undefined) return undefined;
    if (rate !== undefined && burst !== undefined) {
      for (const { at } of written) report.exactly(at, to);
      return { rateLimit: rate, burstLimit: Math.trunc(burst) };
    }
    const missing = rate === undefined ? "rate" : "burst";
    for (const { at } of written) {
      report.nearly(
        at,
        `${to}; there is no ${missing} limit, so the usual one of an account is taken`,
      );
    }
    return { rateLimit: rate ?? ACCOUNT.rateLimit, burstLimit: burst ?? ACCOUNT.burstLimit };
  }

  #number(member: AwsValue | undefined): number | undefined {
    return member && numberOf(member, this.#telling.reporter);
  }
}
