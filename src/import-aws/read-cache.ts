import { type AwsValue, flagOf, numberOf, textOf } from "./aws-value.js";
import type { Rule, Rules, Telling } from "./rules.js";

/** A response cache of `x-gateway`. */
export interface CacheSettings {
  readonly enabled?: boolean;
  readonly ttlSeconds?: number;
  readonly maxBytes?: string;
  readonly encrypted?: boolean;
  readonly requireAuthorizationForCacheControl?: boolean;
  readonly unauthorizedCacheControlHeaderStrategy?: string;
}

const STRATEGIES = [
  "FAIL_WITH_403",
  "SUCCEED_WITH_RESPONSE_HEADER",
  "SUCCEED_WITHOUT_RESPONSE_HEADER",
];

const MEGABYTES_PER_GIGABYTE = 1024;

/** Reads what a stage, and its methods, say of caching: on Amazon it means something only with a cluster. */
export class CacheReader {
  readonly #telling: Telling;
  readonly #hasCluster: boolean;
  readonly #maxBytes: string | undefined;

  /**
   * @param stage members of the stage
   * @param to what the stage is in the overlay
   */
  constructor(stage: ReadonlyMap<string, AwsValue>, to: string, telling: Telling) {
    this.#telling = telling;
    const enabled = stage.get("cacheClusterEnabled");
    this.#hasCluster = enabled !== undefined && flagOf(enabled, telling.reporter) === true;
    if (enabled) {
      telling.report.exactly(
        enabled.at,
        this.#hasCluster ? `${to}.cache` : "the stage caches nothing, and neither does the gateway",
      );
    }
    this.#maxBytes = this.#sizeOf(stage.get("cacheClusterSize"), to);
  }

  /** The rules for settings of a method, and what they came to once they were applied. */
  ofMethod(to: string): { rules: Rules; settings: () => CacheSettings | undefined } {
    let made: CacheSettings = {};
    const { report, reporter } = this.#telling;
    const rule = (key: keyof CacheSettings, read: (member: AwsValue) => unknown): Rule => {
      return (member) => {
        const value = read(member);
        if (!this.#hasCluster)
          report.exactly(member.at, "the stage has no cache, so it has no effect");
        else {
          report.exactly(member.at, `${to}.cache.${key}`);
          made = { ...made, [key]: value };
        }
      };
    };
    const strategy = "unauthorizedCacheControlHeaderStrategy";
    const needed = "requireAuthorizationForCacheControl";
    const rules: Rules = {
      cachingEnabled: rule("enabled", (member) => flagOf(member, reporter)),
      cacheTtlInSeconds: rule("ttlSeconds", (member) => this.#ttlOf(member)),
      cacheDataEncrypted: rule("encrypted", (member) => flagOf(member, reporter)),
      [needed]: rule(needed, (member) => flagOf(member, reporter)),
      [strategy]: rule(strategy, (member) => this.#strategyOf(member)),
    };
    return { rules, settings: () => (this.#hasCluster ? inOrder(made) : undefined) };
  }

  /** What a stage has, with what it says of all methods. */
  ofStage(settings: CacheSettings | undefined): CacheSettings | undefined {
    if (!this.#hasCluster) return undefined;
    const maxBytes = this.#maxBytes;
    return inOrder({ enabled: true, ...settings, ...(maxBytes !== undefined && { maxBytes }) });
  }

  /** Gigabytes, as text: `0.5` → `512MB` */
  #sizeOf(size: AwsValue | undefined, to: string): string | undefined {
    const { report, reporter } = this.#telling;
    if (size === undefined) return undefined;
    const gigabytes = numberOf(size, reporter);
    if (gigabytes === undefined) return undefined;
    if (!this.#hasCluster) {
      report.exactly(size.at, "the stage has no cache, so it has no effect");
      return undefined;
    }
    const why =
      "a bound of each gateway's own memory, not the size of a cache beside it: lower it to what there is";
    report.nearly(size.at, `${to}.cache.maxBytes; ${why}`);
    return `${Math.floor(gigabytes * MEGABYTES_PER_GIGABYTE)}MB`;
  }

  #ttlOf(member: AwsValue): number | undefined {
    const ttl = numberOf(member, this.#telling.reporter);
    if (ttl === undefined || (Number.isInteger(ttl) && ttl >= 0 && ttl <= 3600)) return ttl;
    return this.#refuse(member, "a whole number of seconds from 0 to 3600");
  }

  #strategyOf(member: AwsValue): string | undefined {
    const strategy = textOf(member, this.#telling.reporter);
    if (strategy === undefined || STRATEGIES.includes(strategy)) return strategy;
    return this.#refuse(member, `one of ${STRATEGIES.join(", ")}`);
  }

  #refuse({ at, name }: AwsValue, form: string): undefined {
    this.#telling.reporter.report("invalid-aws-value", at, { key: name, form });
  }
}

function inOrder(settings: CacheSettings): CacheSettings | undefined {
  const keys = [
    "enabled",
    "ttlSeconds",
    "maxBytes",
    "encrypted",
    "requireAuthorizationForCacheControl",
    "unauthorizedCacheControlHeaderStrategy",
  ] as const;
  const members = keys.flatMap((key) => (key in settings ? [[key, settings[key]] as const] : []));
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
