import type { Code } from "../code/code-kit.js";
import { identifier, imported, modulePath } from "../code/code-kit.js";
import type { GatewayModel } from "../model/gateway-model.js";
import type { Integration } from "../model/integration.js";
import type { AuthorizerQuestion } from "../model/lambda-enforcement.js";
import type { Hook } from "./hook.js";
import { shownRoutes } from "./hook.js";
import type { ProjectContext } from "./project-context.js";

/** The handlers of functions that run in the gateway, by name, each once. */
export function functionHandlers({ functions }: Pick<GatewayModel, "functions">): string[] {
  return [...new Set(functions.flatMap(({ handler }) => handler?.name ?? []))].toSorted();
}

/** What the user supplies for them: Lambda handlers as they are. */
export function functionHooks({ model, names }: ProjectContext): readonly Hook[] {
  return functionHandlers(model).map((handler) => {
    const ids = new Set(
      model.functions.filter((each) => each.handler?.name === handler).map(({ id }) => id),
    );
    const calling = model.operations.filter(
      ({ integration }) => "function" in integration && ids.has(integration.function),
    );
    const deciding = model.securitySchemes.flatMap(({ name, enforcement }) =>
      enforcement.kind === "lambda" && ids.has(enforcement.function)
        ? [{ name, asks: enforcement.asks }]
        : [],
    );
    const tasks = [
      ...(calling.length > 0 ? [`answers ${shownRoutes(calling)}`] : []),
      ...deciding.map(({ name }) => `decides the security scheme \`${name}\``),
    ].join(" and ");
    const what = `${tasks.charAt(0).toUpperCase()}${tasks.slice(1)} as a Lambda function does.`;
    return {
      identifier: names.functionHandler(handler),
      folder: "functions",
      file: handler,
      exported: identifier("handler"),
      template: "function",
      contract: what,
      task: what,
      typeIn: () =>
        handlerType([
          ...calling.map(({ integration }) => typeFor(integration)),
          ...deciding.map(({ asks }) => authorizerType(asks)),
        ]),
    };
  });
}

/** The type that goes with the events that the function gets; the common one where those differ. */
function handlerType(types: readonly string[]): Code {
  const [only = "Handler", ...more] = new Set(types);
  return imported(more.length > 0 ? "Handler" : only, modulePath("aws-lambda"), { type: true });
}

function typeFor(integration: Integration): string {
  if (integration.kind === "lambda-proxy") return "APIGatewayProxyHandler";
  if (integration.kind !== "http-api-lambda") return "Handler";
  return integration.payloadFormatVersion === "2.0"
    ? "APIGatewayProxyHandlerV2"
    : "APIGatewayProxyHandler";
}

function authorizerType(asks: AuthorizerQuestion): string {
  switch (asks.kind) {
    case "token":
      return "APIGatewayTokenAuthorizerHandler";
    case "request":
    case "http-api-1.0":
      return "APIGatewayRequestAuthorizerHandler";
    case "http-api-2.0":
      return asks.simpleResponses
        ? "APIGatewayRequestSimpleAuthorizerHandlerV2"
        : "APIGatewayRequestIAMAuthorizerHandlerV2";
  }
}
