import type { Cursor } from "../../load/cursor.js";
import type { ApiFamily, Operation } from "../../model/gateway-model.js";
import { routeOf } from "../../model/route-of.js";
import type {
  CacheSettings,
  Canary,
  CustomDomain,
  Stage,
  StageMethod,
  StoreSettings,
  WithoutStore,
} from "../../model/stage.js";
import { UNAUTHORIZED_CACHE_CONTROL } from "../../model/stage.js";
import { parseLogFormat } from "./parse-log-format.js";
import { parseQuantity } from "./quantity.js";
import { numberIn, readThrottle } from "./read-throttle.js";

/** Reads `x-gateway.stages`; what is wrong was reported with the fields of the object. */
export function readStages(written: Cursor | undefined, family: ApiFamily): readonly Stage[] {
  return entriesOf(written).map(([name, stage]) => {
    const throttle = readThrottle(stage.get("throttle"));
    const cache = readCache(stage.get("cache"));
    const canary = readCanary(stage.get("canary"));
    const format = stage.get("accessLog")?.get("format");
    const accessLog = format && parseLogFormat(format, family);
    return {
      name,
      variables: readVariables(stage.get("variables")),
      ...(throttle && { throttle }),
      ...(cache && { cache }),
      methods: readMethods(stage.get("methods")),
      ...(canary && { canary }),
      ...(accessLog && { accessLog }),
    };
  });
}

/** Reads `methods`, of a stage or of a usage plan. */
export function readMethods(written: Cursor | undefined): readonly StageMethod[] {
  return entriesOf(written).map(([route, settings]) => {
    const throttle = readThrottle(settings.get("throttle"));
    const cache = readCache(settings.get("cache"));
    return {
      route,
      ...(throttle && { throttle }),
      ...(cache && { cache }),
      at: settings.keyAt,
    };
  });
}

/** Reads how responses are kept; undefined where nothing is said of it. */
export function readCache(written: Cursor | undefined): CacheSettings | undefined {
  if (written?.isObject !== true) return undefined;
  const [enabled, encrypted, requireAuthorizationForCacheControl] = [
    flagIn(written, "enabled"),
    flagIn(written, "encrypted"),
    flagIn(written, "requireAuthorizationForCacheControl"),
  ];
  const ttlSeconds = numberIn(written, "ttlSeconds");
  const staleIfErrorSeconds = numberIn(written, "staleIfErrorSeconds");
  const named = written.get("unauthorizedCacheControlHeaderStrategy")?.value;
  const strategy = UNAUTHORIZED_CACHE_CONTROL.find((each) => each === named);
  return {
    ...(enabled !== undefined && { enabled }),
    ...(ttlSeconds !== undefined && { ttlSeconds }),
    ...(encrypted !== undefined && { encrypted }),
    ...(requireAuthorizationForCacheControl !== undefined && {
      requireAuthorizationForCacheControl,
    }),
    ...(strategy !== undefined && { unauthorizedCacheControlHeaderStrategy: strategy }),
    ...(staleIfErrorSeconds !== undefined && { staleIfErrorSeconds }),
  };
}

/** Whether the settings of an operation and of stages together keep its responses. */
export function isKeptSomewhere(
  operation: Pick<Operation, "method" | "path">,
  own: CacheSettings | undefined,
  stages: Cursor | undefined,
): boolean {
  const isKept = (ofStage?: CacheSettings, ofMethod?: CacheSettings) => {
    const { enabled, ttlSeconds } = { ...ofStage, ...ofMethod, ...own };
    // A stage's cache is for GET, unless the method says that it has one.
    const said = ofMethod ?? own ?? (operation.method === "GET" ? ofStage : undefined);
    return said !== undefined && enabled !== false && ttlSeconds !== 0;
  };
  const all = entriesOf(stages);
  if (all.length === 0) return isKept();
  return all.some(([, stage]) => {
    const ofMethod = stage.get("methods")?.get(routeOf(operation))?.get("cache");
    return isKept(readCache(stage.get("cache")), readCache(ofMethod));
  });
}

/** Reads `x-gateway.domains`. */
export function readDomains(written: Cursor | undefined): readonly CustomDomain[] {
  return entriesOf(written).map(([name, mappings]) => ({
    name,
    mappings: entriesOf(mappings).map(([basePath, stage]) => ({
      basePath,
      stage: stage.scalar,
      at: stage.at,
    })),
  }));
}

/** Reads `x-gateway.store`, and what stages say of its memory: the most that one of them wants. */
export function readStore(written: Cursor | undefined, stages: Cursor | undefined): StoreSettings {
  const wanted = entriesOf(stages).map(([, stage]) =>
    parseQuantity(stage.get("cache")?.get("maxBytes")?.value, "bytes"),
  );
  const known = wanted.filter((bytes) => bytes !== undefined);
  const onFailure = written?.get("onFailure");
  return {
    ...(known.length > 0 && { maxBytes: Math.max(...known) }),
    onFailure: {
      throttle: withoutStore(onFailure?.get("throttle")),
      quota: withoutStore(onFailure?.get("quota")),
    },
  };
}

function withoutStore(written: Cursor | undefined): WithoutStore {
  const { value } = written ?? {};
  return value === "open" || value === "closed" ? value : "local";
}

function readCanary(written: Cursor | undefined): Canary | undefined {
  if (written?.isObject !== true) return undefined;
  return {
    percentTraffic: numberIn(written, "percentTraffic") ?? 0,
    variables: readVariables(written.get("variables")),
    useStageCache: flagIn(written, "useStageCache") ?? false,
    sticky: flagIn(written, "sticky") ?? false,
  };
}

function readVariables(written: Cursor | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(entriesOf(written).map(([name, value]) => [name, value.scalar]));
}

function flagIn(written: Cursor, name: string): boolean | undefined {
  const { value } = written.get(name) ?? {};
  return typeof value === "boolean" ? value : undefined;
}

function entriesOf(written: Cursor | undefined) {
  return written?.isObject === true ? written.entries() : [];
}
