import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import type { BodyContent } from "../../model/body-content.js";
import type { RequestValidation, RequiredParameter } from "../../model/request-validation.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import { readWord } from "../openapi/read-word.js";
import type { Reading } from "../openapi/reading.js";

const VALIDATORS = "x-amazon-apigateway-request-validators";
const VALIDATOR = "x-amazon-apigateway-request-validator";
const PLACES = ["header", "path", "query"] as const;

/** What the operation's request validator, or the document's, has checked. */
export function readRequestValidation(
  reading: Reading,
  read: DocumentOperation,
): RequestValidation {
  const validator = findValidator(reading.root, read.operation);
  return {
    parameters:
      validator?.booleanAt("validateRequestParameters") === true ? presence(read) : undefined,
    body: validator?.booleanAt("validateRequestBody") === true ? models(reading, read) : undefined,
  };
}

/** Where the document names the request validator of an operation. */
export function validatorIn(root: Cursor, operation: Cursor): Cursor | undefined {
  return operation.get(VALIDATOR) ?? root.get(VALIDATOR);
}

function findValidator(root: Cursor, operation: Cursor): Cursor | undefined {
  const named = validatorIn(root, operation);
  const name = named?.string();
  if (named === undefined || name === undefined) return undefined;
  const validators = root.get(VALIDATORS);
  const validator = validators?.member(name);
  if (validator === undefined) {
    const nearest = didYouMean(
      name,
      (validators?.entries() ?? []).map(([each]) => each),
    );
    operation.reporter.report("undefined-request-validator", named.at, { name, nearest });
  }
  return validator;
}

/** Amazon checks that required parameters are there; those of the path are there by matching. */
function presence(read: DocumentOperation): RequestValidation["parameters"] {
  const required = read.parameters.flatMap((parameter): RequiredParameter[] => {
    const written = parameter.get("in");
    const place = written && readWord(written, PLACES);
    const name = parameter.stringAt("name");
    if (place === undefined || name === undefined) return [];
    return parameter.booleanAt("required") === true ? [{ in: place, name, at: parameter.at }] : [];
  });
  const matched = new Set(read.pathParameters.map(({ name }) => name));
  const checked = required.filter((each) => each.in !== "path" || !matched.has(each.name));
  return checked.length === 0 ? undefined : { kind: "presence", required: checked };
}

/** JSON models by media type; Amazon cannot check other types, and lets them pass. */
function models(reading: Reading, read: DocumentOperation): RequestValidation["body"] {
  const body = reading.version.requestBody(read, reading.root);
  const content = (body?.content ?? []).flatMap(({ mediaType, schema }): BodyContent[] => {
    if (schema === undefined || !/(?:^application\/json|\+json)$/.test(mediaType)) return [];
    return [{ mediaType, schema: reading.schemas.read(schema) }];
  });
  return content.length === 0 ? undefined : { kind: "models", content };
}
