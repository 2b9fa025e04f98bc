type Program = (...args: readonly unknown[]) => unknown;

/** What a template holds out for `Code` values: gives back the text that stands for them. */
export type Hold = (value: unknown) => string;

/** The name under which a render hands its `Hold` to the programs of a template. */
export const HOLD = "hold";

/** The place of the container and of the data frame among a program's arguments. */
const CONTAINER = 0;
const DATA = 4;

/**
 * A precompiled template whose holes go through the `Hold` of the render. Handlebars asks its
 * container to escape what a hole prints, and every container shares one function with all others,
 * so that function is left alone: each program gets a container of its own, which inherits from the
 * real one and escapes in our way.
 */
export function guardedTemplate(template: TemplateSpecification): TemplateSpecification {
  return Object.fromEntries(
    Object.entries(template as Record<string, unknown>).map(([name, part]) => [
      name,
      isProgram(name, part) ? guardedProgram(part) : part,
    ]),
  );
}

function isProgram(name: string, part: unknown): part is Program {
  return typeof part === "function" && (name === "main" || /^\d+$/.test(name));
}

function guardedProgram(program: Program): Program {
  return (...args) => {
    const data = args[DATA] as { readonly [HOLD]: Hold };
    const container: unknown = Object.create(args[CONTAINER] as object, {
      escapeExpression: { value: data[HOLD] },
    });
    return program(container, ...args.slice(1));
  };
}
