import {
  itemAt,
  property,
  setIndex,
  setProperty,
} from "../../templates/runtime/velocity/access.js";
import {
  add,
  divide,
  multiply,
  remainder,
  subtract,
} from "../../templates/runtime/velocity/arithmetic.js";
import { Block } from "../../templates/runtime/velocity/block.js";
import {
  equal,
  greater,
  greaterOrEqual,
  less,
  lessOrEqual,
} from "../../templates/runtime/velocity/compare.js";
import { each, Loop } from "../../templates/runtime/velocity/each.js";
import { invoke } from "../../templates/runtime/velocity/invoke.js";
import {
  matches,
  replaceAll,
  replaceFirst,
  split,
} from "../../templates/runtime/velocity/pattern-methods.js";
import { range } from "../../templates/runtime/velocity/range.js";
import { text } from "../../templates/runtime/velocity/text.js";
import { ArrayList, double, integer, type Value } from "../../templates/runtime/velocity/value.js";
import type {
  BinaryOperator,
  Expression,
  Reference,
  Statement,
  Template,
} from "../../src/template-language/syntax-tree.js";

/** Runs a template as Velocity does: from its tree, with one map for whatever has a value. */
export function interpret(template: Template, variables: ReadonlyMap<string, Value>): string {
  const interpreter = new Interpreter(variables);
  try {
    interpreter.run(template);
  } catch (thrown) {
    if (!(thrown instanceof Leave)) throw thrown;
  }
  return interpreter.output;
}

/** Leaves what runs: the loop of `turn`, whatever is nearest, or the whole template. */
class Leave extends Error {
  constructor(readonly from: Loop | "nearest" | "template") {
    super();
  }
}

const CALCULATIONS = { "-": subtract, "*": multiply, "/": divide, "%": remainder };

const COMPARISONS = {
  "==": equal,
  "!=": (left: Value, right: Value) => !equal(left, right),
  "<": less,
  "<=": lessOrEqual,
  ">": greater,
  ">=": greaterOrEqual,
};

const WITH_PATTERNS = new Map(Object.entries({ matches, replaceAll, replaceFirst, split }));

/** What is too long a run to be held against another. */
export class TooLong extends Error {}

const MOST_STEPS = 3000;
const MOST_OUTPUT = 20_000;

class Interpreter {
  output = "";
  #steps = 0;
  readonly #variables: Map<string, Value>;

  constructor(variables: ReadonlyMap<string, Value>) {
    this.#variables = new Map(variables);
  }

  run(template: Template): void {
    for (const statement of template) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    this.#steps += 1;
    if (this.#steps > MOST_STEPS || this.output.length > MOST_OUTPUT) throw new TooLong();
    switch (statement.kind) {
      case "text":
        this.output += statement.text;
        break;
      case "print":
        this.output += text(this.#reference(statement.reference));
        break;
      case "set":
        this.#set(statement.target, statement.value);
        break;
      case "if": {
        const branch = statement.branches.find(({ condition }) => this.#condition(condition));
        this.run(branch?.body ?? statement.otherwise);
        break;
      }
      case "foreach":
        this.#foreach(statement.variable, statement.list, statement.body);
        break;
      case "define": {
        const block = new Block(`$${statement.name}`, () => this.#block(statement.body));
        this.#variables.set(statement.name, block);
        break;
      }
      case "break": {
        const loop = statement.loop === undefined ? null : this.#value(statement.loop);
        throw new Leave(loop instanceof Loop ? loop : "nearest");
      }
      case "stop":
        throw new Leave("template");
    }
  }

  #set({ name, steps, ...span }: Reference, value: Expression): void {
    const found = this.#value(value);
    // Only a reference that leads to nothing has a value all the same.
    if (found === null && value.kind !== "reference") return;
    const last = steps.at(-1);
    if (last === undefined) {
      this.#variables.set(name, found ?? "");
      return;
    }
    const holder = this.#reference({ name, steps: steps.slice(0, -1), ...span });
    if (last.kind === "property") setProperty(holder, last.name, found);
    else if (last.kind === "index") setIndex(holder, this.#value(last.index), found);
  }

  #foreach(variable: string, list: Expression, body: Template): void {
    const found = this.#value(list);
    const names = [variable, "foreach", "velocityCount", "velocityHasNext"];
    const before = names.map((name) => [name, this.#variables.get(name)] as const);
    const outer = this.#variables.get("foreach");
    try {
      for (const turn of each(found, outer instanceof Loop ? outer : null)) {
        this.#variables.set("foreach", turn);
        this.#variables.set("velocityCount", turn.count);
        this.#variables.set("velocityHasNext", turn.hasNext);
        this.#variables.set(variable, turn.item);
        if (this.#leaves(body, turn)) break;
      }
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) this.#variables.delete(name);
        else this.#variables.set(name, value);
      }
    }
  }

  /** Whether the body leaves the loop that this is a turn of. */
  #leaves(body: Template, turn: Loop): boolean {
    try {
      this.run(body);
    } catch (thrown) {
      if (!(thrown instanceof Leave)) throw thrown;
      if (thrown.from === "nearest" || isSameLoop(thrown.from, turn)) return true;
      throw thrown;
    }
    return false;
  }

  #block(body: Template): string {
    return this.#apart(() => {
      try {
        this.run(body);
      } catch (thrown) {
        if (!(thrown instanceof Leave) || thrown.from !== "nearest") throw thrown;
      }
    });
  }

  /** What is printed meanwhile. */
  #apart(run: () => void): string {
    const before = this.output;
    this.output = "";
    try {
      run();
      return this.output;
    } finally {
      this.output = before;
    }
  }

  #reference({ name, steps }: Reference): Value {
    let value = this.#variables.get(name) ?? null;
    for (const step of steps) {
      if (step.kind === "property") value = property(value, step.name);
      else if (step.kind === "index") value = itemAt(value, this.#value(step.index));
      else {
        const args = step.args.map((arg) => this.#value(arg));
        const withPattern = WITH_PATTERNS.get(step.name);
        value = withPattern?.(value, args) ?? invoke(value, step.name, args);
      }
    }
    return value;
  }

  #value(expression: Expression): Value {
    switch (expression.kind) {
      case "reference":
        return this.#reference(expression.reference);
      case "string":
        return expression.text;
      case "interpolated":
        return this.#apart(() => {
          this.run(expression.template);
        });
      case "integer":
        return integer(BigInt(expression.digits));
      case "float":
        return double(expression.value);
      case "boolean":
        return expression.value;
      case "nothing":
        return null;
      case "list":
        return ArrayList.from(expression.items, (item) => this.#value(item) ?? "");
      case "range":
        return range(this.#value(expression.first), this.#value(expression.last));
      case "map":
        return new Map(
          expression.entries.map(([key, value]) => [
            this.#value(key) ?? "",
            this.#value(value) ?? "",
          ]),
        );
      case "not":
        return !this.#condition(expression.operand);
      case "binary":
        return this.#binary(expression.operator, expression.left, expression.right);
    }
  }

  #binary(operator: BinaryOperator, left: Expression, right: Expression): Value {
    if (operator === "&&") return this.#condition(left) && this.#condition(right);
    if (operator === "||") return this.#condition(left) || this.#condition(right);
    const [first, second] = [this.#value(left), this.#value(right)];
    if (operator === "+") return add(first, second);
    if (operator in CALCULATIONS) {
      return CALCULATIONS[operator as keyof typeof CALCULATIONS](first, second);
    }
    return COMPARISONS[operator as keyof typeof COMPARISONS](first, second);
  }

  /** Of literals, and what is calculated, none counts as true. */
  #condition(expression: Expression): boolean {
    switch (expression.kind) {
      case "reference":
        return this.#reference(expression.reference) !== false;
      case "boolean":
        return expression.value;
      case "not":
        return !this.#condition(expression.operand);
      case "binary":
        return (
          !["+", "-", "*", "/", "%"].includes(expression.operator) &&
          this.#value(expression) === true
        );
      default:
        return false;
    }
  }
}

/** `$foreach` is the turn, of which each loop has many; its parents are those of the loops around it. */
function isSameLoop(left: Loop | "template", right: Loop): boolean {
  return left === right;
}
