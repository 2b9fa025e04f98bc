import type { Code, Member } from "../code/code-kit.js";
import { array, arrow, call, key, lit, object, ts } from "../code/code-kit.js";
import type { ConfiguredText } from "../model/configured-text.js";
import { plainText } from "../model/configured-text.js";
import type {
  ServiceActionIntegration,
  ServiceCall,
  ServiceIntegration,
  ServiceParameter,
  ServiceTarget,
} from "../model/integration.js";
import type { GeneratedModule } from "./generated-module.js";
import { optional } from "./optional-member.js";
import { planRequestTemplates } from "./plan-body-templates.js";
import { sharedExpression } from "./plan-expression.js";
import { planMappedCall } from "./plan-mapped-call.js";
import { planRequestText, planResponseMappings, readsBody } from "./plan-parameter-mapping.js";
import { planResponseRules } from "./plan-response-rules.js";
import { templateExpression } from "./plan-template.js";
import type { ProjectNames } from "./project-names.js";

/** The call that makes an integration with a service of AWS. */
export function planService(
  integration: ServiceIntegration,
  module: GeneratedModule,
  names: ProjectNames,
): Code {
  const { responses, passesAnswer = false } = integration;
  return options(module.runtime("awsService", "aws/aws-service"), [
    ...targetMembers(integration),
    ...planMappedCall(integration, module),
    ...planRequestTemplates(integration, module, names),
    ...optional(!passesAnswer, ts`responses`, () => planResponseRules(responses, module, names)),
  ]);
}

/** The call that makes an integration with an action of a service. */
export function planServiceAction(
  integration: ServiceActionIntegration,
  module: GeneratedModule,
): Code {
  const { call: asked, timeoutMs, responses } = integration;
  const looksIntoBody =
    parametersOf(asked).some(({ value }) => readsBody(value)) ||
    (asked.protocol === "rest" &&
      asked.path.some((part) => part.kind === "parameter" && part.value.kind === "body"));
  return options(module.runtime("awsAction", "aws/aws-action"), [
    ...targetMembers(integration),
    [ts`call`, arrow(readsRequest(asked) ? [ts`request`] : [], planCall(asked, module))],
    ...optional(looksIntoBody, ts`mapsBody`, () => ts`true`),
    [ts`timeoutMs`, lit(timeoutMs)],
    ...optional(responses.length > 0, ts`responses`, () => planResponseMappings(responses, module)),
  ]);
}

function options(callee: Code, members: readonly Member[]): Code {
  return call(callee, [object(members, { expanded: true })]);
}

function targetMembers({ service, hostPrefix, region, role }: ServiceTarget): Member[] {
  const configured = (label: Code, text: ConfiguredText = []) =>
    optional(text.length > 0, label, () => configuredText(text));
  return [
    [ts`service`, lit(service)],
    ...configured(ts`hostPrefix`, hostPrefix),
    ...configured(ts`region`, region),
    ...configured(ts`role`, role),
  ];
}

/** A text, or how it is made of the settings. */
function configuredText(text: ConfiguredText): Code {
  const plain = plainText(text);
  return plain === undefined
    ? arrow([ts`request`], sharedExpression({ kind: "configuredText", text }))
    : lit(plain);
}

function parametersOf(asked: ServiceCall): readonly ServiceParameter[] {
  return asked.protocol === "json" ? asked.parameters : asked.query;
}

function readsRequest(asked: ServiceCall): boolean {
  return (
    parametersOf(asked).some(({ value }) => value.some(({ kind }) => kind === "value")) ||
    (asked.protocol === "rest" && asked.path.some(({ kind }) => kind !== "text"))
  );
}

function planCall(asked: ServiceCall, module: GeneratedModule): Code {
  if (asked.protocol === "rest") {
    const { method, path, query } = asked;
    return object([
      [ts`method`, lit(method)],
      [ts`path`, templateExpression(path, module)],
      ...optional(query.length > 0, ts`query`, () => planParameters(query, module)),
    ]);
  }
  const { version, target, listOf, parameters } = asked;
  const given = planParameters(parameters, module);
  return call(module.runtime("jsonCall", "aws/aws-action"), [
    lit(version),
    lit(target),
    listOf === undefined ? given : object([[key(listOf), array([given])]]),
  ]);
}

/** How a text becomes what a service takes. */
const READERS = { number: "numeral", json: "fromJson", bytes: "base64", time: "epochSeconds" };

function planParameters(parameters: readonly ServiceParameter[], module: GeneratedModule): Code {
  const members = parameters.map((each): Member => [key(each.name), planParameter(each, module)]);
  return object(members, { expanded: members.length > 1 });
}

function planParameter({ as, value }: ServiceParameter, module: GeneratedModule): Code {
  const [only, ...more] = value;
  const written = only?.kind === "text" && more.length === 0 ? only.text : "";
  if (as === "number" && /^\d{1,9}$/.test(written)) return lit(Number(written));
  const text = planRequestText(value, module);
  return as === "text" ? text : call(module.runtime(READERS[as], "aws/service-values"), [text]);
}
