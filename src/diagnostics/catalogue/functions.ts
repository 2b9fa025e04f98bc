import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

/** Problems of Lambda functions that integrations call. */
export const functionProblems = {
  "malformed-function-uri": {
    severity: "error",
    omittable: true,
    message: (p: { uri: string }) => `${quote(p.uri)} names no Lambda function`,
    help: "write arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations",
    explain: `The uri of an integration with a Lambda function is the path of Lambda's Invoke API in
the form that Amazon API Gateway wants, or in HTTP APIs the ARN of the function alone. A
placeholder (\${name}, Fn::Sub, Fn::GetAtt) may stand for all of it, or for the function's
ARN within it; the function may have a version or an alias behind a colon.

Wrong: arn:aws:lambda:us-east-1:pets
Right: arn:aws:lambda:us-east-1:111122223333:function:pets:live`,
  },
  "unknown-function-arn": {
    severity: "info",
    message: (p: { name: string }) =>
      `the document does not say where the function ${quote(p.name)} is: a setting of the gateway must`,
    help: "give it a value with --var, or set the function's setting when the gateway starts",
    explain: `What stands for the function's ARN is filled in when the document is deployed, so it is
not known now. The generated gateway asks for it: .env.example lists the setting, which
takes the ARN of a function, its invoke ARN, or its name.`,
  },
  "streaming-function": {
    severity: "error",
    omittable: true,
    message: (p: { where: string }) => `the function's answer cannot be streamed: ${p.where}`,
    help: "call the function by .../invocations, which buffers its answer",
    explain: `The uri ends in "response-streaming-invocations": Lambda sends such an answer piece
by piece, in a format of its own. Amazon API Gateway passes it on by aws_proxy
integrations of REST APIs, and so does the generated gateway, from functions that Lambda
runs.`,
  },
  "lambda-method": {
    severity: "warning",
    message: (p: { method: string }) =>
      `Lambda is called by POST, not ${p.method}: every request is answered 500`,
    help: "write httpMethod: POST; the method of the client is told to the function in any case",
    explain: `httpMethod is the method by which the gateway calls the integration, not that of the
client. Amazon API Gateway imports any method here, and Lambda refuses all but POST. The
generated gateway answers as Amazon's does.`,
  },
  "missing-payload-version": {
    severity: "warning",
    message: "the integration does not say which events the function gets; it gets those of 2.0",
    help: 'write payloadFormatVersion: "2.0", or "1.0" if the function expects those of REST APIs',
    explain: `An HTTP API calls a function with an event of one of two formats, and reads its answer
by the same. Amazon's import asks for payloadFormatVersion; its console and its other
tools take 2.0 unless told.`,
  },
  "unknown-payload-version": {
    severity: "error",
    message: (p: { found: string }) => `there is no payload format version ${quote(p.found)}`,
    help: 'write "1.0" or "2.0"',
    explain: `An HTTP API calls a function with an event of one of two formats. 1.0 is that of REST
APIs, 2.0 is shorter and lets a function answer with a value alone.`,
  },
} satisfies Record<string, CatalogueEntry>;
