import type { Code, Member } from "../code/code-kit.js";
import { array, call, lit, name, object, regex, ts } from "../code/code-kit.js";
import type { TokenEnforcement, TokenSource } from "../model/token-enforcement.js";
import type { DerivedAuthorizer } from "./plan-derived-authorizer.js";
import type { GeneratedModule } from "./generated-module.js";
import type { ProjectNames } from "./project-names.js";

/** What decides a scheme by tokens. */
export function planTokenAuthorizer(
  scheme: string,
  enforcement: TokenEnforcement,
  module: GeneratedModule,
  names: ProjectNames,
): DerivedAuthorizer {
  const does = `Decides it: ${DECIDED_BY[enforcement.kind]}.`;
  return { does, made: planCall(scheme, enforcement, module, names) };
}

const DECIDED_BY: Readonly<Record<TokenEnforcement["kind"], string>> = {
  jwt: "JSON web tokens",
  "user-pools": "tokens of user pools of Amazon Cognito",
  introspection: "what the server says that gave a token out",
};

function planCall(
  scheme: string,
  enforcement: TokenEnforcement,
  module: GeneratedModule,
  names: ProjectNames,
): Code {
  const settings = ts`...settings.tokens.${name(names.scheme(scheme))}`;
  const made = (exported: string, file: string, members: readonly Member[]) =>
    call(module.runtime(exported, `tokens/${file}`), [object(members)]);
  switch (enforcement.kind) {
    case "jwt": {
      const { rules, source, algorithms, clockSkewSeconds } = enforcement;
      const taken: Member = [ts`algorithms`, array(algorithms.map((each) => lit(each)))];
      if (rules === "http-api") {
        return made("httpApiJwt", "http-api-jwt", [settings, tokenMember(source, module), taken]);
      }
      return made("bearerJwt", "bearer-jwt", [
        settings,
        taken,
        [ts`clockSkewSeconds`, lit(clockSkewSeconds)],
      ]);
    }
    case "user-pools": {
      const { source, audience } = enforcement;
      return made("userPools", "user-pools", [
        settings,
        tokenMember(source, module),
        ...(audience === undefined
          ? []
          : [[ts`audience`, regex(`^(?:${audience})$`, "")] as const]),
      ]);
    }
    case "introspection":
      return made("introspectedToken", "introspected-token", [
        settings,
        [ts`cacheMs`, lit(enforcement.cacheMs)],
      ]);
  }
}

function tokenMember({ in: place, name: parameter }: TokenSource, module: GeneratedModule): Member {
  const source = place === "header" ? "headerToken" : "queryToken";
  return [ts`token`, call(module.runtime(source, "tokens/token-source"), [lit(parameter)])];
}
