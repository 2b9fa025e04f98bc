import type { ProjectContext } from "./project-context.js";

/** What was asked of a project, and the answer. */
export interface Question {
  /** Which of the project's services was asked: `["schemas", "possible"]`. */
  readonly service: readonly string[];
  readonly member: string | symbol;
  /** Undefined where a member was read and not called. */
  readonly args: readonly unknown[] | undefined;
  readonly answer: unknown;
}

/**
 * The same project, which writes down every question that it is asked.
 * @param runtime collects the runtime's files that are imported
 */
export function observe(
  project: ProjectContext,
  runtime: Set<string>,
  questions: Question[],
): ProjectContext {
  return {
    model: observed(project.model, ["model"], questions),
    names: observed(project.names, ["names"], questions),
    directed: observed(project.directed, ["directed"], questions),
    operations: observed(project.operations, ["operations"], questions),
    schemas: observed(project.schemas, ["schemas"], questions),
    runtime,
  };
}

/** Whether a question has the answer that it had. */
export function wouldAnswerAlike(question: Question, project: ProjectContext): boolean {
  const { service, member, args, answer } = question;
  let asked: unknown = project;
  for (const name of service) asked = Reflect.get(asked as object, name);
  try {
    const value: unknown = Reflect.get(asked as object, member);
    const now = args === undefined ? value : Reflect.apply(value as Method, asked, args);
    return isSame(now, answer);
  } catch {
    // Nothing has that name any more.
    return false;
  }
}

type Method = (...args: readonly unknown[]) => unknown;

function observed<Service extends object>(
  service: Service,
  way: readonly string[],
  questions: Question[],
): Service {
  return new Proxy(service, {
    get(_target, member) {
      const value: unknown = Reflect.get(service, member);
      if (typeof value === "function") {
        return (...args: readonly unknown[]) => {
          const answer: unknown = Reflect.apply(value, service, args);
          questions.push({ service: way, member, args, answer });
          return answer;
        };
      }
      if (isService(value)) return observed(value, [...way, String(member)], questions);
      questions.push({ service: way, member, args: undefined, answer: value });
      return value;
    },
    ownKeys() {
      throw new TypeError(`what is in ${way.join(".")} can be asked by name only`);
    },
  });
}

/** Whether a member is no data, but is asked things itself. */
function isService(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== Object.prototype && prototype !== Array.prototype;
}

/** Whether two answers are equal: texts, plain data, and sets of texts. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return false;
  }
  if (one instanceof Set && other instanceof Set) {
    return isSame([...one], [...other]);
  }
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  const keys = Object.keys(one);
  const others = Object.keys(other);
  return (
    keys.length === others.length &&
    keys.every(
      (key, index) =>
        key === others[index] && isSame(Reflect.get(one, key), Reflect.get(other, key)),
    )
  );
}
