import { QUOTA_PERIODS, type Quota } from "../../model/usage-plan.js";
import { UNAUTHORIZED_CACHE_CONTROL } from "../../model/stage.js";
import type { Field, Fields, Shape } from "./field.js";

const PLAN_ID = {
  names: "^[!-~]{1,128}$",
  form: "the id of a usage plan, without blanks",
};

const STAGE_NAME = {
  names: "^(\\$default|[A-Za-z0-9_-]{1,128})$",
  form: 'the name of a stage: letters, digits, "_" and "-"',
};

const ROUTE = {
  names: "^([A-Z]+ /.*|\\$default)$",
  form: 'a method and a path of the document, such as "GET /pets/{petId}"',
};

const VARIABLE = {
  names: "^[A-Za-z0-9_]{1,64}$",
  form: 'the name of a stage variable: letters, digits and "_"',
};

const VARIABLE_VALUE: Shape = {
  kind: "pattern",
  pattern: "^[A-Za-z0-9._~:/?#&=,%@+!*'()\\[\\];$-]{1,512}$",
  form: "a text of 1 to 512 letters, digits and the signs of URLs",
};

const HOST = {
  names: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$",
  form: 'a host name in lower case, such as "api.example.com"',
};

const BASE_PATH = {
  names: "^(\\(none\\)|[A-Za-z0-9$_.+!*'()-]+(/[A-Za-z0-9$_.+!*'()-]+)*)$",
  form: 'a base path without slashes at its ends, such as "v1", or "(none)"',
};

const stageName: Shape = { kind: "pattern", pattern: STAGE_NAME.names, form: STAGE_NAME.form };

/** As much as clocks and counters are certain to hold. */
const MOST = 1_000_000_000;

const rates: Fields = {
  rateLimit: {
    description: "Requests a second that are let in for as long as they come.",
    shape: { kind: "number", whole: false, min: 0, max: MOST },
  },
  burstLimit: {
    description: "Requests that are let in at once, before it comes to the rate.",
    shape: { kind: "number", whole: true, min: 0, max: MOST },
  },
};

const throttle = (description: string, more: Fields = {}): Field => ({
  description,
  shape: {
    kind: "object",
    fields: { ...rates, ...more },
    together: ["rateLimit", "burstLimit"],
    required: ["rateLimit", "burstLimit"],
  },
});

const per: Field = {
  description:
    "Whose requests share the limit: those of one `address` (of IPv6, of one /64), or of one `principal`; all requests unless said.",
  shape: { kind: "choice", of: ["address", "principal"] },
};

/** Limits of the whole gateway, or of one operation. */
export const callerThrottle = (description: string): Field => throttle(description, { per });

const cacheFields: Fields = {
  enabled: {
    description: "Whether responses are kept. Of a stage, this is for GET.",
    shape: { kind: "flag" },
  },
  ttlSeconds: {
    description: "Seconds for which a response is kept; 300 unless said, 0 for not at all.",
    shape: { kind: "number", whole: true, min: 0, max: 3600 },
  },
  encrypted: {
    description: "Whether kept responses are encrypted, by the setting CACHE_KEY.",
    shape: { kind: "flag" },
  },
  requireAuthorizationForCacheControl: {
    description:
      "Whether `Cache-Control: max-age=0` is heeded only from callers whom IAM allows `execute-api:InvalidateCache`; so it is unless said.",
    shape: { kind: "flag" },
  },
  unauthorizedCacheControlHeaderStrategy: {
    description: "What becomes of it from others.",
    shape: { kind: "choice", of: UNAUTHORIZED_CACHE_CONTROL },
  },
  staleIfErrorSeconds: {
    description:
      "Seconds for which a response that is too old stands in where the integration fails; 0 unless said.",
    shape: { kind: "number", whole: true, min: 0, max: 86_400 },
  },
};

/** The cache of one operation. */
export const operationCache: Field = {
  description:
    "Keeps responses of the operation for callers with the same declared parameters. Upstream gets nothing else of the client's then.",
  shape: { kind: "object", fields: cacheFields },
};

const stageCache: Field = {
  description: "Keeps responses to GET, of all methods that say nothing else.",
  shape: {
    kind: "object",
    fields: {
      ...cacheFields,
      maxBytes: {
        description: 'Memory for responses: bytes, or a text like "64MB", which it is unless said.',
        shape: { kind: "amount", unit: "bytes", min: 1024, max: 1024 ** 4 },
      },
    },
  },
};

const methods = (fields: Fields): Field => ({
  description: 'Settings of single methods, by `METHOD /path`: "GET /pets/{petId}".',
  shape: { kind: "map", ...ROUTE, of: { kind: "object", fields } },
});

/** What `x-gateway.stages` may say. */
export const stages: Field = {
  description:
    "Stages by name. The setting STAGE chooses one; with STAGE_PREFIX=on all of them are served, each below its name.",
  shape: {
    kind: "map",
    ...STAGE_NAME,
    of: {
      kind: "object",
      fields: {
        variables: {
          description: "Stage variables by name; settings of the gateway may say others.",
          shape: { kind: "map", ...VARIABLE, of: VARIABLE_VALUE },
        },
        throttle: throttle("The limit of each method that has none of its own."),
        cache: stageCache,
        methods: methods({
          throttle: throttle("The limit of the method, for all callers together."),
          cache: { ...operationCache, description: "How responses of the method are kept." },
        }),
        canary: {
          description: "Sends a part of the requests through other stage variables.",
          shape: {
            kind: "object",
            required: ["percentTraffic"],
            fields: {
              percentTraffic: {
                description: "The part of the requests, in percent.",
                shape: { kind: "number", whole: false, min: 0, max: 100 },
              },
              variables: {
                description: "Stage variables that are laid over those of the stage.",
                shape: { kind: "map", ...VARIABLE, of: VARIABLE_VALUE },
              },
              useStageCache: {
                description:
                  "Whether it shares the responses that the stage keeps; it has its own unless said.",
                shape: { kind: "flag" },
              },
              sticky: {
                description:
                  "Whether a caller stays on one side: by its Authorization or API key, else by its address.",
                shape: { kind: "flag" },
              },
            },
          },
        },
        accessLog: {
          description: "Writes a line of each request besides the gateway's own.",
          shape: {
            kind: "object",
            required: ["format"],
            fields: {
              format: {
                description:
                  'Text with variables of Amazon API Gateway: "$context.requestId $context.status".',
                shape: { kind: "text" },
              },
            },
          },
        },
      },
    },
  },
};

/** What `x-gateway.domains` may say. */
export const domains: Field = {
  description:
    "Custom domain names, each with the stages that its base paths stand for; `(none)` takes what no other does.",
  shape: {
    kind: "map",
    ...HOST,
    of: { kind: "map", ...BASE_PATH, of: stageName },
  },
};

const onFailure = (what: string): Field => ({
  description: `${what} while the store that gateways share is slow or gone: \`local\` counts in each process by itself (usual), \`open\` lets all in, \`closed\` lets nobody in.`,
  shape: { kind: "choice", of: ["local", "open", "closed"] },
});

/** What `x-gateway.store` may say. */
export const store: Field = {
  description: "Where requests are counted: in memory, or where the setting REDIS_URL says.",
  shape: {
    kind: "object",
    fields: {
      onFailure: {
        description: "What becomes of limits without it.",
        shape: {
          kind: "object",
          fields: { throttle: onFailure("Throttles"), quota: onFailure("Quotas") },
        },
      },
    },
  },
};

/** What `x-gateway.usagePlans` may say. */
export const usagePlans: Field = {
  description:
    "Usage plans of API keys by their ids. With it a key is accepted where a plan that it belongs to has the stage; without it, everywhere.",
  shape: {
    kind: "map",
    ...PLAN_ID,
    of: {
      kind: "object",
      fields: {
        stages: {
          description: "Names of the stages in which keys of the plan are accepted.",
          shape: { kind: "list", of: stageName },
        },
        throttle: throttle("The limit of each key, over all stages."),
        quota: {
          description: "How many requests each key has in a period, over all stages.",
          shape: {
            kind: "object",
            together: ["limit", "period"] satisfies readonly (keyof Quota)[],
            required: ["limit", "period"],
            fields: {
              limit: {
                description: "Requests.",
                shape: { kind: "number", whole: true, min: 0, max: MOST },
              },
              period: {
                description: "A day, a week from Monday, or a month, each from midnight of UTC.",
                shape: { kind: "choice", of: QUOTA_PERIODS },
              },
              offset: {
                description: "So many fewer in the first period; 0 unless said.",
                shape: { kind: "number", whole: true, min: 0, max: MOST },
              },
            },
          },
        },
        methods: {
          description: "Limits of each key for single methods, by stage.",
          shape: {
            kind: "map",
            ...STAGE_NAME,
            of: {
              kind: "map",
              ...ROUTE,
              of: {
                kind: "object",
                fields: { throttle: throttle("The limit of each key for the method.") },
              },
            },
          },
        },
      },
    },
  },
};
