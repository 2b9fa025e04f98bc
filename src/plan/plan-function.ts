import type { Code } from "../code/code-kit.js";
import { array, call, conditional, doc, lit, name, ts } from "../code/code-kit.js";
import { showConfigured } from "../model/configured-text.js";
import type { LambdaFunction } from "../model/lambda-function.js";
import { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";
import type { ProjectNames } from "./project-names.js";
import type { PlannedFile } from "./project-plan.js";
import { generatedFile } from "./template-file.js";

/** The file of one Lambda function: what routes refer to it by. */
export function planFunction(planned: LambdaFunction, project: ProjectContext): PlannedFile {
  const identifier = project.names.function(planned.id);
  const module = new GeneratedModule(`integrations/${identifier}.ts`, project.runtime);
  return generatedFile(module.path, "constant.ts", {
    doc: doc(describe(planned, project.names)),
    name: name(identifier),
    definition: call(module.runtime("defineFunction", "lambda/lambda-function"), [lit(identifier)]),
  });
}

function describe({ id, arn, handler }: LambdaFunction, names: ProjectNames): string {
  const variable = `\`${names.functionVariable(id)}\``;
  if (handler !== undefined) {
    const here = `The function of \`src/hooks/functions/${handler.name}.ts\`, which runs in the gateway`;
    return handler.orRemote ? `${here} unless the setting ${variable} names another.` : `${here}.`;
  }
  return arn === undefined
    ? `The Lambda function that the setting ${variable} names.`
    : `The Lambda function ${showConfigured(arn)}, unless the setting ${variable} says otherwise.`;
}

/** Whether the setting of a function may have no value, and its calls then fail or stay here. */
export function mayBeUnset({ arn, handler }: LambdaFunction): boolean {
  return handler !== undefined || arn?.some(({ kind }) => kind === "stageVariable") === true;
}

/** A function's name, and what stands behind it. */
export function planFunctionBackend(
  planned: LambdaFunction,
  module: GeneratedModule,
  { names, operations }: ProjectContext,
): Code {
  const { id, handler } = planned;
  const streams = operations.outlines.some(
    ({ integration: each }) =>
      each.kind === "lambda-proxy" && each.function === id && each.streams === true,
  );
  const identifier = names.function(id);
  const reference = module.import(identifier, `integrations/${identifier}.ts`);
  const setting = ts`settings.functions.${name(identifier)}`;
  const remote = () =>
    call(
      streams
        ? module.runtime("streamingFunction", "lambda/streaming-function")
        : module.runtime("remoteFunction", "lambda/remote-function"),
      [ts`aws`, setting],
    );
  if (handler === undefined) {
    return array([reference, mayBeUnset(planned) ? ts`${setting} && ${remote()}` : remote()]);
  }
  const here = call(module.runtime("inProcess", "lambda/in-process-function"), [
    reference,
    ts`hooks.${name(names.functionHandler(handler.name))}`,
  ]);
  return array([reference, handler.orRemote ? conditional(setting, remote(), here) : here]);
}
