import type { Code, Member } from "../code/code-kit.js";
import { array, call, doc, key, lit, name, object, ts } from "../code/code-kit.js";
import { showConfigured } from "../model/configured-text.js";
import type { Upstream } from "../model/gateway-model.js";
import type { UpstreamOptions, UpstreamTls } from "../model/upstream-options.js";
import { isTargetGroup } from "../model/upstream-options.js";
import { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { generatedFile } from "./template-file.js";

/** The file of one upstream: what routes refer to it by, and how it is called. */
export function planUpstream(upstream: Upstream, project: ProjectContext): PlannedFile {
  const { id, baseUrl, description = "", options } = upstream;
  const identifier = project.names.upstream(id);
  const variable = project.names.upstreamVariable(id);
  const module = new GeneratedModule(`integrations/${identifier}.ts`, project.runtime);
  const shown = options?.targets?.join(", ") ?? (baseUrl && showConfigured(baseUrl));
  const where =
    shown === undefined
      ? `The upstream at the setting \`${variable}\`.`
      : `${shown}, unless the setting \`${variable}\` says otherwise.`;
  const define = isTargetGroup(upstream)
    ? module.runtime("defineTargetGroup", "target-group")
    : module.runtime("defineUpstream", "upstream");
  const members = options === undefined ? [] : planOptions(options, module);
  const isPlain = members.length === 0 && !isTargetGroup(upstream);
  return generatedFile(module.path, "constant.ts", {
    doc: doc(description === "" ? where : `${description}\n\n${where}`),
    name: name(identifier),
    definition: call(define, [lit(identifier), ...(isPlain ? [] : [object(members)])]),
  });
}

function planOptions(options: UpstreamOptions, module: GeneratedModule): readonly Member[] {
  const { balancing, passiveHealth, activeHealth, retry, circuitBreaker, tls, pool } = options;
  const health = [
    ...made(passiveHealth, module, "passiveHealth", "passive-health"),
    ...made(activeHealth, module, "activeHealth", "active-health"),
  ];
  const [retried] = made(retry, module, "retryCalls", "upstream-retry");
  const [broken] = made(circuitBreaker, module, "circuitBreaker", "circuit-breaker");
  const members: readonly (readonly [string, Code | undefined])[] = [
    ["balancing", balancing && balancingOf(balancing, module)],
    ["health", health.length === 0 ? undefined : array(health)],
    ["retry", retried],
    ["circuitBreaker", broken],
    ["tls", tls && planTls(tls, module)],
    ["pool", pool && Object.keys(pool).length > 0 ? data(pool) : undefined],
  ];
  return members.flatMap(([member, code]) => (code === undefined ? [] : [[key(member), code]]));
}

function balancingOf(
  balancing: NonNullable<UpstreamOptions["balancing"]>,
  module: GeneratedModule,
): Code {
  const exported = balancing === "round-robin" ? "roundRobin" : "leastPending";
  return module.runtime(exported, "balancing");
}

/** The call that makes of data what does it. */
function made(
  options: object | undefined,
  module: GeneratedModule,
  exported: string,
  file: string,
): readonly Code[] {
  return options === undefined ? [] : [call(module.runtime(exported, file), [data(options)])];
}

function planTls({ insecureSkipVerification, serverName }: UpstreamTls, module: GeneratedModule) {
  const tls =
    insecureSkipVerification === true
      ? module.runtime("unverifiedTls", "unverified-tls")
      : module.runtime("upstreamTls", "upstream-tls");
  const named = serverName === undefined ? [] : [object([[ts`serverName`, lit(serverName)]])];
  return call(tls, named);
}

function data(values: object): Code {
  return object(
    Object.entries(values).map(([member, value]): Member => [
      key(member),
      Array.isArray(value) ? array(value.map((each) => lit(each))) : lit(value),
    ]),
  );
}
