import type { Code, Member } from "../code/code-kit.js";
import { array, arrow, call, lit, object, ts } from "../code/code-kit.js";
import type {
  AuthorizerQuestion,
  IdentitySource,
  LambdaEnforcement,
} from "../model/lambda-enforcement.js";
import { patternCode } from "../schema/pattern-code.js";
import type { GeneratedModule } from "./generated-module.js";
import { optional } from "./optional-member.js";
import type { DerivedAuthorizer } from "./plan-derived-authorizer.js";
import { requestExpression } from "./plan-expression.js";
import type { ProjectContext } from "./project-context.js";

/** What asks a function about callers, by what it is told; and its file. */
const AUTHORIZERS = {
  token: ["tokenAuthorizer", "lambda/token-authorizer"],
  request: ["requestAuthorizer", "lambda/request-authorizer"],
  "http-api-1.0": ["httpApiAuthorizer1", "lambda/http-api-authorizer-1"],
  "http-api-2.0": ["httpApiAuthorizer2", "lambda/http-api-authorizer-2"],
} as const;

/** Has a function decide a scheme. */
export function planLambdaAuthorizer(
  { function: id, asks, cacheSeconds }: LambdaEnforcement,
  module: GeneratedModule,
  { names }: ProjectContext,
): DerivedAuthorizer {
  const identifier = names.function(id);
  const [exported, file] = AUTHORIZERS[asks.kind];
  const members: readonly Member[] = [
    [ts`function`, module.import(identifier, `integrations/${identifier}.ts`)],
    ...questionMembers(asks, module),
    [ts`cacheSeconds`, lit(cacheSeconds)],
  ];
  return {
    does: `Asks the function \`${identifier}\` ${describe(asks, cacheSeconds)}.`,
    made: call(module.runtime(exported, file), [object(members, { expanded: true })]),
  };
}

function describe(asks: AuthorizerQuestion, cacheSeconds: number): string {
  const about = asks.kind === "token" ? `about the \`${asks.header}\` header` : "about the request";
  return cacheSeconds === 0 ? about : `${about}, and goes by its answer for ${cacheSeconds} s`;
}

function questionMembers(asks: AuthorizerQuestion, module: GeneratedModule): readonly Member[] {
  if (asks.kind === "token") {
    const { header, pattern } = asks;
    return [
      [ts`header`, lit(header)],
      ...optional(pattern !== undefined, ts`pattern`, () =>
        patternCode(pattern ?? "", undefined, (name, file) => module.runtime(name, file)),
      ),
    ];
  }
  const { identity, simpleResponses, kind } = asks;
  return [
    ...optional(identity.length > 0, ts`identity`, () => identitySources(identity, module)),
    ...optional(kind === "http-api-2.0" && simpleResponses, ts`simpleResponses`, () => lit(true)),
  ];
}

function identitySources(sources: readonly IdentitySource[], module: GeneratedModule): Code {
  return arrow([ts`request`], array(sources.map((source) => requestExpression(source, module))));
}
