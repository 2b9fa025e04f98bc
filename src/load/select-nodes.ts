import {
  FunctionExpressionType,
  JSONPathEnvironment,
  JSONPathError,
  type FilterFunction,
} from "json-p3";
import { RE2JS, type Matcher } from "re2js";
import { MAX_DEPTH, MAX_SELECTED, MAX_TARGET_LENGTH } from "./limits.js";

/** What is wrong with a JSONPath expression, and where in it. */
export class TargetError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Keys and indices that lead to a value, outermost first. */
export type Path = readonly (string | number)[];

/**
 * The paths of what a JSONPath expression (RFC 9535) selects in a value, each once. Neither need be
 * trusted: what would take longer than the value is long is a `TargetError`.
 */
export function selectNodes(value: unknown, target: string): readonly Path[] {
  refuseCostly(target);
  const paths = new Map<string, Path>();
  try {
    for (const { location } of environment().lazyQuery(target, value as never)) {
      paths.set(JSON.stringify(location), location);
      if (paths.size > MAX_SELECTED) {
        throw new TargetError(`it selects more than ${MAX_SELECTED} values`, 0);
      }
    }
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    const { message, token } = error;
    throw new TargetError(message.replace(/ \('.*':\d+\)$/s, ""), token.index);
  }
  return [...paths.values()];
}

function environment(): JSONPathEnvironment {
  const made = new JSONPathEnvironment({ maxRecursionDepth: MAX_DEPTH + 2 });
  made.functionRegister.set(
    "match",
    regexFunction((matcher) => matcher.matches()),
  );
  made.functionRegister.set(
    "search",
    regexFunction((matcher) => matcher.find()),
  );
  return made;
}

/** `match` or `search` in linear time, whatever the expression is. */
function regexFunction(test: (matcher: Matcher) => boolean): FilterFunction {
  const { ValueType, LogicalType } = FunctionExpressionType;
  const compiled = new Map<string, RE2JS | undefined>();
  const compile = (pattern: string): RE2JS | undefined => {
    try {
      return RE2JS.compile(pattern);
    } catch {
      return undefined;
    }
  };
  return {
    argTypes: [ValueType, ValueType],
    returnType: LogicalType,
    call(text: unknown, pattern: unknown) {
      if (typeof text !== "string" || typeof pattern !== "string") return false;
      if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern));
      const regex = compiled.get(pattern);
      return regex !== undefined && test(regex.matcher(text));
    },
  };
}

/** A filter that looks at the whole document for every value takes the square of its length. */
function refuseCostly(target: string): void {
  if (target.length > MAX_TARGET_LENGTH) {
    throw new TargetError(`it has more than ${MAX_TARGET_LENGTH} characters`, 0);
  }
  const bare = target.replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/gs, ({ length }) =>
    " ".repeat(length),
  );
  const root = bare.indexOf("$", 1);
  if (root > 0) throw new TargetError('"$" within a filter is not supported', root);
  const descents = [...bare.matchAll(/\.\./g)];
  const third = descents[2];
  if (third) throw new TargetError('".." is supported twice in a target', third.index);
}
