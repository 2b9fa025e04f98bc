import type { Field, Fields, Place, Shape } from "./field.js";
import { notYet } from "./field.js";
import {
  callerThrottle,
  domains,
  operationCache,
  stages,
  store,
  usagePlans,
} from "./stage-fields.js";
import { tokenFields } from "./token-fields.js";
import { upstreamFields } from "./upstream-fields.js";

const NAME = {
  pattern: "^[A-Za-z][A-Za-z0-9_-]{0,63}$",
  form: 'a name of letters, digits, "_" and "-"',
};

const HOOK_NAME = {
  pattern: "^[a-z][A-Za-z0-9]{0,63}$",
  form: 'a name of letters and digits that begins in lower case, such as "addTenant"',
};

const FUNCTION_NAME = {
  pattern: "^[A-Za-z0-9_.-]{1,140}$",
  form: "the name of a Lambda function",
};

const HANDLER_FILE = {
  pattern: "^\\./src/hooks/functions/[a-z][A-Za-z0-9]{0,63}\\.ts$",
  form: 'a file in src/hooks/functions, such as "./src/hooks/functions/pets.ts"',
};

export const HEADER_NAME = {
  pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$",
  form: 'the name of a header, such as "X-Tenant"',
};

export const HEADER_VALUE = {
  pattern: "^[!-~\\u0080-\\u00ff]([\\t -~\\u0080-\\u00ff]*[!-~\\u0080-\\u00ff])?$",
  form: "a text without line breaks, blanks at its ends and signs beyond Latin-1",
};

const validate: Field = {
  description: "What is checked against the document.",
  shape: {
    kind: "object",
    fields: {
      request: {
        description:
          "Requests: `enforce` refuses what the document does not allow (usual in plain documents; in Amazon's it checks all that is declared, besides Amazon's own rules), `warn` logs it and lets it pass, `off` checks nothing.",
        shape: { kind: "choice", of: ["off", "warn", "enforce"] },
      },
      response: {
        description:
          "Responses: `enforce` answers an error (502, in HTTP APIs 500) in place of one whose status, media type or JSON body the document does not declare, `warn` logs it and sends it, `off` (usual) checks nothing. JSON with a schema is held until it is checked, 10 MB at most.",
        shape: { kind: "choice", of: ["off", "warn", "enforce"] },
      },
      errors: {
        description:
          "How many errors are told, or logged: `all` of a request's parameters or of a body (usual; 50 of a body), or the `first`, at which checking ends.",
        shape: { kind: "choice", of: ["first", "all"] },
      },
    },
  },
};

const body: Field = {
  description:
    'The most that a request body may have: bytes, or a text like "1MB". 10 MB unless said.',
  shape: { kind: "quantity", bound: "bodyBytes" },
};

const headers: Field = {
  description: "Bytes that all header lines of a request may have together.",
  shape: { kind: "quantity", bound: "headerBytes" },
};

const limits = (fields: Fields): Field => ({
  description: "How much a client may send.",
  shape: { kind: "object", fields },
});

const timeout: Field = {
  description:
    'How long an integration or a handler may take to answer: milliseconds, or a text like "29s". Goes before Amazon\'s timeoutInMillis.',
  shape: { kind: "quantity", bound: "timeoutMs" },
};

const upstream: Field = {
  description:
    "The upstream, by its name in `upstreams`, that is called in place of the first server, or of the scheme and host of an integration's uri.",
  shape: { kind: "pattern", ...NAME },
};

const upstreams: Field = {
  description:
    "Upstreams by name: that of one that the document has (as the generated project calls it), or of one of your own. NAME_URL is the setting of the gateway that says where one is.",
  shape: {
    kind: "map",
    names: NAME.pattern,
    form: NAME.form,
    of: { kind: "object", fields: upstreamFields },
  },
};

const functions: Field = {
  description:
    "Lambda functions by name: where they run. Those that are not named here are called at AWS.",
  shape: {
    kind: "map",
    names: FUNCTION_NAME.pattern,
    form: FUNCTION_NAME.form,
    of: {
      kind: "object",
      fields: {
        handler: {
          description:
            "The file of the function's code, which runs inside of the gateway. It is written once, as a stub that fails; Lambda code in TypeScript can take its place as it is.",
          shape: { kind: "pattern", ...HANDLER_FILE },
        },
        remote: {
          description:
            "Whether a function with a `handler` may be called at AWS as well: `by setting`, where its setting names it; else `never` (usual).",
          shape: { kind: "choice", of: ["never", "by setting"] },
        },
      },
    },
  },
};

const headerName: Shape = { kind: "pattern", ...HEADER_NAME };

const METHOD_NAME = { pattern: HEADER_NAME.pattern, form: 'the name of a method, such as "GET"' };

const cors: Field = {
  description:
    "Which pages of other origins may call, and read responses. Preflights are answered before anything else, and what integrations say of it does not count. HTTP APIs of Amazon's have x-amazon-apigateway-cors for it.",
  shape: {
    kind: "object",
    fields: {
      allowOrigins: {
        description:
          "Origins that may; `*` is any, `https://*` and `http://*` are any of that scheme.",
        shape: { kind: "list", of: { kind: "origin" } },
      },
      allowMethods: {
        description: "Methods that pages may use.",
        shape: { kind: "list", of: { kind: "pattern", ...METHOD_NAME } },
      },
      allowHeaders: {
        description: "Headers that pages may send.",
        shape: { kind: "list", of: headerName },
      },
      exposeHeaders: {
        description: "Headers of responses that pages may read.",
        shape: { kind: "list", of: headerName },
      },
      maxAge: {
        description:
          "Seconds for which browsers may keep the answer to a preflight; -1 for not at all.",
        shape: { kind: "number", whole: true, min: -1, max: 86_400 },
      },
      credentials: {
        description: "Whether cookies and logins of browsers may be sent; not for any origin.",
        shape: { kind: "flag" },
      },
    },
  },
};

const headerRules = (description: string): Field => ({
  description,
  shape: {
    kind: "list",
    of: {
      kind: "alternatives",
      fields: {
        set: {
          description: "Headers by name, in place of what is there of the name.",
          shape: { kind: "headers", of: { kind: "header value" } },
        },
        add: {
          description: "Headers by name, besides what is there of the name.",
          shape: { kind: "headers", of: { kind: "header value" } },
        },
        remove: {
          description: "Names of headers that are taken away.",
          shape: { kind: "list", of: headerName },
        },
        rename: {
          description: "New names by old ones.",
          shape: { kind: "headers", of: headerName },
        },
      },
    },
  },
});

const changedHeaders: Field = {
  description:
    "Rules that change headers, one after another: those of the root, then those of the path item, then those of the operation.",
  shape: {
    kind: "object",
    fields: {
      request: headerRules("Of requests to the upstream, after what the gateway does to headers."),
      response: headerRules(
        "Of responses of the integration, before CORS and the gateway's own headers.",
      ),
    },
  },
};

const ofOperation: Fields = {
  validate,
  upstream,
  timeout,
  headers: changedHeaders,
  limits: limits({
    body,
    headers: notYet("say it at the root; headers are read before the operation is known"),
  }),
};

/** Every field of `x-gateway`, by the place of the object: the reader and the schemas go by this. */
export const gatewayFields: Readonly<Record<Place, Fields>> = {
  root: {
    validate,
    upstreams,
    upstream,
    timeout,
    headers: changedHeaders,
    limits: limits({ body, headers }),
    stages,
    domains,
    usagePlans,
    throttle: callerThrottle("The limit of the whole gateway, besides those of stages and plans."),
    store,
    cors,
    functions,
    accessLog: notYet("say it of a stage, in stages"),
  },
  "path item": ofOperation,
  operation: {
    ...ofOperation,
    handler: {
      description:
        "Answers the operation by a function of yours in `src/hooks/handlers` in place of an upstream or an integration: `true` for one that is called like the operation, or its name. It is written once, as a stub that answers 501.",
      shape: { kind: "true or pattern", ...HOOK_NAME },
    },
    retry: notYet("say it at the root, of the upstream, in upstreams"),
    cache: operationCache,
    throttle: callerThrottle("The limit of the operation, besides those of stages and plans."),
    transform: {
      description:
        "Functions of yours in `src/hooks` that change JSON bodies. They are written once, as stubs that refuse.",
      shape: {
        kind: "object",
        fields: {
          request: {
            description:
              "Makes what the upstream gets of a body that the document allows. Other bodies than JSON pass as they are.",
            shape: { kind: "pattern", ...HOOK_NAME },
          },
          response: {
            description:
              "Makes what the client gets of what the upstream answers, if that is JSON with a status of 2xx. Other responses pass as they are.",
            shape: { kind: "pattern", ...HOOK_NAME },
          },
        },
      },
    },
  },
  "security scheme": {
    ...tokenFields,
    mtls: {
      description:
        "The gateway verifies the client's certificate by the authorities of the setting TLS_CLIENT_CA_FILE, as it does for schemes of type mutualTLS without a word of it.",
      shape: { kind: "true" },
    },
    hook: {
      description:
        "A function of yours in `src/hooks` decides the scheme, also where the gateway could do so itself: `true` for one that is called like the scheme, or its name. It is written once, as a stub that refuses.",
      shape: { kind: "true or pattern", ...HOOK_NAME },
    },
    apiKeys: {
      description:
        "The gateway looks keys up among those of the setting API_KEYS_FILE. What REST APIs of Amazon's have as `x-api-key` needs no word of it.",
      shape: { kind: "true" },
    },
    users: {
      description:
        "The gateway looks users up, and their passwords, among those of the setting BASIC_USERS_FILE. For HTTP Basic.",
      shape: { kind: "true" },
    },
  },
};
