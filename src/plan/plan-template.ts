import type { Code } from "../code/code-kit.js";
import { binary, call, lit, ts } from "../code/code-kit.js";
import type { Template, TemplatePart } from "../model/integration.js";
import type { GeneratedModule } from "./generated-module.js";
import { configuredValue, requestExpression } from "./plan-expression.js";
import { parameterExpression } from "./plan-parameter-mapping.js";

/** Text with values in it, as a sum of pieces that are encoded already. */
export function templateExpression(template: Template, module: GeneratedModule): Code {
  const pieces = template.map((part) => templatePart(part, module));
  return pieces.length === 0 ? lit("") : binary("+", pieces);
}

function templatePart(part: TemplatePart, module: GeneratedModule): Code {
  const encoded = (function_: string, value: Code) =>
    call(module.runtime(function_, "mapping"), [value]);
  switch (part.kind) {
    case "text":
      return lit(part.text);
    case "configured":
      return encoded("written", configuredValue(part.value));
    case "greedy": {
      const raw = call(ts`request.rawPath`, [lit(part.name)]);
      const { override } = part;
      const overridden = override === undefined ? [] : [call(ts`override`, [lit(override)])];
      return encoded("segments", binary("??", [...overridden, raw]));
    }
    case "sent":
      return encoded("pathAsSent", call(ts`request.rawPath`, [lit(part.name)]));
    case "requestPath":
      return part.withStage
        ? call(module.runtime("pathWithStage", "stage-path"), [ts`request`])
        : ts`request.target.path`;
    case "value": {
      const value = requestExpression(part.value, module);
      if (part.name === undefined) return encoded("segment", value);
      return encoded("segment", binary("??", [call(ts`override`, [lit(part.name)]), value]));
    }
    case "parameter":
      return encoded("segment", parameterExpression(part.value, module));
  }
}
