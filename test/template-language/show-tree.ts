import type {
  Expression,
  Reference,
  Statement,
  Template,
} from "../../src/template-language/syntax-tree.js";

/** A template's tree in one line, without its offsets. */
export function shown(template: Template): string {
  return template.map(statement).join(" ");
}

function statement(one: Statement): string {
  switch (one.kind) {
    case "text":
      return JSON.stringify(one.text);
    case "print":
      return `{${reference(one.reference)}}`;
    case "set":
      return `(set ${reference(one.target)} = ${expression(one.value)})`;
    case "if": {
      const branches = one.branches.map(
        ({ condition, body }) => `${expression(condition)} then [${shown(body)}]`,
      );
      return `(if ${branches.join(" else if ")} else [${shown(one.otherwise)}])`;
    }
    case "foreach":
      return `(foreach ${one.variable} in ${expression(one.list)} do [${shown(one.body)}])`;
    case "define":
      return `(define ${one.name} as [${shown(one.body)}])`;
    case "break":
      return one.loop === undefined ? "(break)" : `(break ${expression(one.loop)})`;
    case "stop":
      return "(stop)";
  }
}

function reference({ name, steps }: Reference): string {
  const shownSteps = steps.map((step) => {
    if (step.kind === "property") return `.${step.name}`;
    if (step.kind === "index") return `[${expression(step.index)}]`;
    return `.${step.name}(${step.args.map(expression).join(", ")})`;
  });
  return name + shownSteps.join("");
}

function expression(one: Expression): string {
  switch (one.kind) {
    case "reference":
      return reference(one.reference);
    case "string":
      return JSON.stringify(one.text);
    case "interpolated":
      return `<${shown(one.template)}>`;
    case "integer":
      return one.digits;
    case "boolean":
      return String(one.value);
    case "float":
      return `float ${one.value}`;
    case "nothing":
      return "nothing";
    case "list":
      return `list(${one.items.map(expression).join(", ")})`;
    case "range":
      return `range(${expression(one.first)}, ${expression(one.last)})`;
    case "map":
      return `map(${one.entries.map((entry) => entry.map(expression).join(": ")).join(", ")})`;
    case "not":
      return `not(${expression(one.operand)})`;
    case "binary":
      return `(${expression(one.left)} ${one.operator} ${expression(one.right)})`;
  }
}
