import type { GatewayModel } from "../model/gateway-model.js";

/** CloudFormation's pseudo parameters that nearly always have one value. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ["AWS::Partition", "aws"],
  ["AWS::URLSuffix", "amazonaws.com"],
]);

/** The value of a variable of the document that is not set; undefined: it must be. */
export function variableDefault(name: string): string | undefined {
  return DEFAULTS.get(name);
}

/** Names of the variables of the document that the settings must have. */
export function requiredDocumentVariables({ variables }: GatewayModel): readonly string[] {
  return variables.filter((variable) => variableDefault(variable) === undefined);
}
