import { type AwsValue, flagOf, membersOf, textOf, textsOf } from "./aws-value.js";
import { applyRules, known, type Telling } from "./rules.js";

/** An entry of `x-amazon-apigateway-gateway-responses`. */
export interface GatewayResponse {
  readonly statusCode?: string;
  readonly responseParameters?: Readonly<Record<string, string>>;
  readonly responseTemplates?: Readonly<Record<string, string>>;
}

/** Reads a gateway response; undefined for one that nobody changed. */
export function readGatewayResponse(
  item: AwsValue,
  type: string,
  telling: Telling,
): GatewayResponse | undefined {
  const { report, reporter } = telling;
  const isDefault = membersOf(item, reporter).get("defaultResponse");
  if (isDefault && flagOf(isDefault, reporter) === true) {
    report.exactly(item.at, `${type} is as Amazon has it, and so has the gateway`);
    return undefined;
  }
  let made: GatewayResponse = {};
  applyRules(
    item,
    {
      responseType: known,
      defaultResponse: known,
      statusCode: (member) => {
        const statusCode = textOf(member, reporter);
        if (statusCode !== undefined) made = { ...made, statusCode };
      },
      responseParameters: (member) => {
        const responseParameters = textsOf(member, reporter);
        if (responseParameters) made = { ...made, responseParameters };
      },
      responseTemplates: (member) => {
        const responseTemplates = textsOf(member, reporter);
        if (responseTemplates) made = { ...made, responseTemplates };
      },
    },
    telling,
  );
  report.exactly(
    item.at,
    `x-amazon-apigateway-gateway-responses.${type}, as in the document's export`,
  );
  const { statusCode, responseParameters, responseTemplates } = made;
  return {
    ...(statusCode !== undefined && { statusCode }),
    ...(responseParameters && { responseParameters }),
    ...(responseTemplates && { responseTemplates }),
  };
}
