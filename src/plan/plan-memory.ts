import { shareEqual, shareEqualBy } from "../memory/share-equal.js";
import type { GatewayModel } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import type { NamedSchema } from "../schema/schema.js";
import { observe, type Question, wouldAnswerAlike } from "./observe.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";

/** What plans the files of an element, from it and from what it asks the project. */
export type Planner<Element> = (
  element: Element,
  project: ProjectContext,
) => readonly PlannedFile[];

/** Files that were made, with all that they were made from besides their element. */
interface Made<File> {
  readonly files: readonly File[];
  readonly questions: readonly Question[];
  /** The runtime's files that they import. */
  readonly runtime: readonly string[];
}

/**
 * What one plan leaves to the next in the same process. A file is made of its element and of what its
 * planner asks the project; where the element is the same and every question has the same answer as
 * before, so has the file, which is not made again.
 */
export class PlanMemory<File> {
  #model: GatewayModel | undefined;
  #schemas: readonly NamedSchema[] = [];
  readonly #shared = new Map<string, unknown>();
  readonly #made = new Map<Planner<never>, WeakMap<object, Made<File>>>();

  /** The same model, made of the parts of the model before wherever these are equal. */
  shareModel(model: GatewayModel): GatewayModel {
    const { operations, schemas, ...others } = model;
    const before = this.#model;
    this.#model = {
      ...(shareEqual(before && withoutLists(before), others) as typeof others),
      operations: shareEqualBy(routeOf, before?.operations ?? [], operations),
      schemas: shareEqualBy(idOf, before?.schemas ?? [], schemas),
    };
    return this.#model;
  }

  /** The same of the schemas that get a file. */
  shareSchemas(schemas: readonly NamedSchema[]): readonly NamedSchema[] {
    this.#schemas = shareEqualBy(idOf, this.#schemas, schemas);
    return this.#schemas;
  }

  /** The same of what else files are made of, by a name. */
  share<Value>(name: string, value: Value): Value {
    const shared = shareEqual(this.#shared.get(name), value);
    this.#shared.set(name, shared);
    return shared;
  }

  /**
   * The files of an element, made only if they may differ from those before.
   * @param planner always the same function for the same kind of files
   * @param key what stays the same object as long as the element is equal
   */
  files<Element>(
    planner: Planner<Element>,
    element: Element,
    key: object,
    project: ProjectContext,
    finish: (file: PlannedFile) => File,
  ): readonly File[] {
    const made = this.#made.get(planner) ?? new WeakMap<object, Made<File>>();
    this.#made.set(planner, made);
    const before = made.get(key);
    const isSame = before?.questions.every((question) => wouldAnswerAlike(question, project));
    const now = before !== undefined && isSame === true ? before : make();
    made.set(key, now);
    for (const file of now.runtime) project.runtime.add(file);
    return now.files;

    function make(): Made<File> {
      const questions: Question[] = [];
      const runtime = new Set<string>();
      const files = planner(element, observe(project, runtime, questions)).map(finish);
      return { files, questions, runtime: [...runtime] };
    }
  }
}

function idOf({ id }: NamedSchema): string {
  return id;
}

function withoutLists({ operations: _operations, schemas: _schemas, ...others }: GatewayModel) {
  return others;
}
