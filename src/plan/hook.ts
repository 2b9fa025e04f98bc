import type { Code, Identifier } from "../code/code-kit.js";
import type { Operation } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import type { GeneratedModule } from "./generated-module.js";

/** What the user supplies: a member of `Hooks`, and the file in which it is first written. */
export interface Hook {
  /** Its member, and its constant and its file unless they are called otherwise. */
  readonly identifier: Identifier;
  /** Below `src/hooks`, where its file does not stand in it. */
  readonly folder?: "handlers" | "functions";
  readonly file?: string;
  /** What its file exports. */
  readonly exported?: Identifier;
  /** What its file is made by, of `templates/hooks`. */
  readonly template: string;
  /** The operation that it is for, if it is for one alone. */
  readonly operation?: Operation;
  /** What it does, as the contract says. */
  readonly contract: string;
  /** The same for whoever writes it. */
  readonly task: string;
  /** Its type in the contract. */
  typeIn(module: GeneratedModule): Code;
}

/** Where a hook's file is, below `src/hooks`, without its extension. */
export function hookPath({ identifier, folder, file = identifier }: Hook): string {
  return folder === undefined ? file : `${folder}/${file}`;
}

/** Whether an operation's route calls hooks. */
export function callsHooks({
  transforms,
  integration,
}: Pick<Operation, "transforms" | "integration">): boolean {
  return transforms !== undefined || integration.kind === "handler";
}

/** The routes of operations for a sentence: all of a few, else the first and how many there are. */
export function shownRoutes(operations: readonly Operation[]): string {
  const routes = operations.map((operation) => `\`${routeOf(operation)}\``);
  const shown = routes.length > 3 ? [...routes.slice(0, 2), `${routes.length - 2} more`] : routes;
  return shown.join(", ");
}
