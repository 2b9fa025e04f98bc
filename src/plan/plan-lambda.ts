import type { Code, Member } from "../code/code-kit.js";
import { arrow, call, lit, object, ts } from "../code/code-kit.js";
import type {
  HttpApiLambdaIntegration,
  LambdaIntegration,
  LambdaProxyIntegration,
} from "../model/integration.js";
import type { GeneratedModule } from "./generated-module.js";
import { optional } from "./optional-member.js";
import { planRequestTemplates } from "./plan-body-templates.js";
import { readsRequest, requestExpression } from "./plan-expression.js";
import { planRequestChanges, planResponseMappings } from "./plan-parameter-mapping.js";
import { planResponseRules } from "./plan-response-rules.js";
import type { ProjectNames } from "./project-names.js";

/** The call that makes an integration with a Lambda function. */
export function planLambda(
  integration: LambdaProxyIntegration | HttpApiLambdaIntegration | LambdaIntegration,
  module: GeneratedModule,
  names: ProjectNames,
): Code {
  const target = functionMember(integration.function, module, names);
  const timeout: Member = [ts`timeoutMs`, lit(integration.timeoutMs)];
  switch (integration.kind) {
    case "lambda-proxy":
      return options(
        integration.streams === true
          ? module.runtime("lambdaStream", "lambda/lambda-stream")
          : module.runtime("lambdaProxy", "lambda/lambda-proxy"),
        [target, timeout],
      );
    case "http-api-lambda": {
      const { payloadFormatVersion, query, headers, responses } = integration;
      const [proxy, file] = HTTP_API_PROXIES[payloadFormatVersion];
      return options(module.runtime(proxy, file), [
        target,
        ...optional(query.length > 0, ts`query`, () => planRequestChanges(query, module)),
        ...optional(headers.length > 0, ts`headers`, () => planRequestChanges(headers, module)),
        timeout,
        ...optional(responses.length > 0, ts`responses`, () =>
          planResponseMappings(responses, module),
        ),
      ]);
    }
    case "lambda":
      return options(module.runtime("lambda", "lambda/lambda"), [
        target,
        ...lambdaMembers(integration, module, names),
        timeout,
      ]);
  }
}

const HTTP_API_PROXIES = {
  "1.0": ["httpApiLambda1", "lambda/http-api-lambda-1"],
  "2.0": ["httpApiLambda2", "lambda/http-api-lambda-2"],
} as const;

function options(callee: Code, members: readonly Member[]): Code {
  return call(callee, [object(members, { expanded: true })]);
}

/** `function: petsFunction` */
function functionMember(id: string, module: GeneratedModule, names: ProjectNames): Member {
  const identifier = names.function(id);
  return [ts`function`, module.import(identifier, `integrations/${identifier}.ts`)];
}

function lambdaMembers(
  integration: LambdaIntegration,
  module: GeneratedModule,
  names: ProjectNames,
): Member[] {
  const { invocationType, bodyAs, responses } = integration;
  return [
    ...optional(invocationType !== undefined, ts`invocationType`, () =>
      invocationType === undefined || invocationType.kind === "constant"
        ? lit(invocationType?.value ?? "")
        : arrow(
            readsRequest(invocationType) ? [ts`request`] : [],
            requestExpression(invocationType, module),
          ),
    ),
    ...planRequestTemplates(integration, module, names),
    ...optional(bodyAs !== undefined, ts`bodyAs`, () => lit(bodyAs)),
    [ts`responses`, planResponseRules(responses, module, names)],
  ];
}
