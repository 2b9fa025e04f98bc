import { call, doc, lit, name } from "../code/code-kit.js";
import { showConfigured } from "../model/configured-text.js";
import type { LambdaFunction } from "../model/lambda-function.js";
import { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { generatedFile } from "./template-file.js";

/** The file of one Lambda function: what routes refer to it by. */
export function planFunction({ id, arn }: LambdaFunction, project: ProjectContext): PlannedFile {
  const identifier = project.names.function(id);
  const variable = project.names.functionVariable(id);
  const module = new GeneratedModule(`integrations/${identifier}.ts`, project.runtime);
  return generatedFile(module.path, "constant.ts", {
    doc: doc(
      arn === undefined
        ? `The Lambda function that the setting \`${variable}\` names.`
        : `The Lambda function ${showConfigured(arn)}, unless the setting \`${variable}\` says otherwise.`,
    ),
    name: name(identifier),
    definition: call(module.runtime("defineFunction", "lambda/lambda-function"), [lit(identifier)]),
  });
}
