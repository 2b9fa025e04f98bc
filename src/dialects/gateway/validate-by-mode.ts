import type {
  BodyValidation,
  RequestChecks,
  RequestValidation,
} from "../../model/request-validation.js";
import type { DeclaredResponse, ResponseValidation } from "../../model/response-validation.js";
import type { ValidationMode } from "./operation-extension.js";

/** What is checked of a request in each mode; what is not wanted is not read either. */
export function validateByMode(
  mode: ValidationMode | undefined,
  read: () => RequestValidation,
): RequestValidation {
  if (mode === "off") return { parameters: undefined, body: undefined };
  return mode === "warn" ? { ...read(), warnOnly: true } : read();
}

/** What is checked of a response in each mode, which is nothing unless one is chosen. */
export function validateResponseByMode(
  mode: ValidationMode | undefined,
  read: () => readonly DeclaredResponse[],
): ResponseValidation | undefined {
  if (mode === undefined || mode === "off") return undefined;
  const responses = read();
  if (responses.length === 0) return undefined;
  return mode === "warn" ? { responses, warnOnly: true } : { responses };
}

/** All that is declared is checked besides a vendor's own rules, and no body twice by one schema. */
export function tighten(rules: RequestChecks, declared: RequestChecks): RequestValidation {
  const isEmpty = ({ parameters, body }: RequestChecks) => !parameters && !body;
  if (isEmpty(rules)) return declared;
  const besides = { ...declared, body: withoutChecked(declared.body, rules.body) };
  return isEmpty(besides) ? rules : { ...rules, besides };
}

function withoutChecked(
  declared: BodyValidation | undefined,
  checked: BodyValidation | undefined,
): BodyValidation | undefined {
  if (declared === undefined || checked === undefined) return declared;
  const done = new Set(checked.content.map(({ mediaType }) => mediaType));
  const content = declared.content.map((each) =>
    done.has(each.mediaType) ? { ...each, schema: undefined } : each,
  );
  return { ...declared, content };
}
