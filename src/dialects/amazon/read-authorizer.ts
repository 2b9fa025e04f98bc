import type { Cursor } from "../../load/cursor.js";
import { Undecided } from "../../load/placeholder-text.js";
import type { ConfiguredText } from "../../model/configured-text.js";
import type { ApiFamily } from "../../model/gateway-model.js";
import type { Enforcement } from "../../model/security.js";
import type { TokenSource } from "../../model/token-enforcement.js";
import { stageVariablesOf } from "./stage-variables-of.js";
import { toStatusPattern } from "./status-pattern.js";

/** HTTP APIs take tokens that are signed with RSA keys. */
const ALGORITHMS = ["RS256", "RS384", "RS512"] as const;

/**
 * What decides a scheme in place of Amazon's authorizer; undefined where nothing does, so that a hook
 * must. What an authorizer lacks is reported elsewhere.
 */
export function readAuthorizer(scheme: Cursor, family: ApiFamily): Enforcement | undefined {
  const authorizer = scheme.get("x-amazon-apigateway-authorizer");
  if (authorizer === undefined || authorizer.value instanceof Undecided) return undefined;
  switch (authorizer.get("type")?.scalar.toLowerCase()) {
    case "jwt":
      return readJwt(scheme, authorizer);
    case "cognito_user_pools":
      return family === "rest" ? readUserPools(scheme, authorizer) : undefined;
    default:
      return undefined;
  }
}

function readJwt(scheme: Cursor, authorizer: Cursor): Enforcement | undefined {
  const jwt = authorizer.get("jwtConfiguration");
  const issuer = textOf(jwt?.get("issuer") ?? scheme.get("openIdConnectUrl"));
  const audience = textsOf(jwt?.get("audience"));
  const source = readSource(authorizer.get("identitySource"));
  if (issuer === undefined || audience.length === 0 || source === undefined) return undefined;
  return {
    kind: "jwt",
    rules: "http-api",
    source,
    issuer,
    audience,
    jwksUri: undefined,
    algorithms: ALGORITHMS,
    clockSkewSeconds: 0,
  };
}

/** A REST API looks into the header that is called like the scheme's parameter, whatever else is said. */
function readUserPools(scheme: Cursor, authorizer: Cursor): Enforcement | undefined {
  const pools = textsOf(authorizer.get("providerARNs"));
  const name = scheme.get("name")?.scalar ?? "Authorization";
  if (pools.length === 0) return undefined;
  const expression = authorizer.get("identityValidationExpression");
  const audience = expression?.string();
  const translated = audience === undefined ? undefined : toStatusPattern(audience);
  if (expression !== undefined && translated !== undefined && !("pattern" in translated)) {
    const { why } = translated;
    expression.reporter.report("invalid-validation-expression", expression.at, { why });
  }
  const pattern = translated && "pattern" in translated ? translated.pattern : undefined;
  return { kind: "user-pools", source: { in: "header", name }, pools, audience: pattern };
}

const SOURCE = /^(?:\$request|method\.request)\.(header|querystring)\.([^\s,]+)$/;

/** Where a JWT authorizer finds its token: one header or query parameter. */
function readSource(written: Cursor | undefined): TokenSource | undefined {
  if (written === undefined) return { in: "header", name: "Authorization" };
  const [only, ...others] = written.isArray ? written.items() : [written];
  const text = only?.string();
  const [, place, name] = SOURCE.exec(text ?? "") ?? [];
  if (text !== undefined && (name === undefined || others.length > 0)) {
    written.reporter.report("invalid-identity-source", written.at);
  }
  return name === undefined ? undefined : { in: place === "header" ? "header" : "query", name };
}

function textsOf(list: Cursor | undefined): readonly ConfiguredText[] {
  const items = list?.isArray === true ? list.items() : list === undefined ? [] : [list];
  return items.flatMap((each) => {
    const text = textOf(each);
    return text === undefined ? [] : [text];
  });
}

function textOf(value: Cursor | undefined): ConfiguredText | undefined {
  const pieces = value?.pieces();
  return pieces && stageVariablesOf(pieces);
}
