import type { Code } from "../code/code-kit.js";
import { imported, modulePath } from "../code/code-kit.js";

/** A file below `src/generated`: knows how to import from the others, and which of the runtime. */
export class GeneratedModule {
  readonly path: string;
  readonly #runtime: Set<string>;

  /**
   * @param path below `src/generated`
   * @param runtime collects the runtime's files that are imported
   */
  constructor(path: string, runtime: Set<string>) {
    this.path = path;
    this.#runtime = runtime;
  }

  /** An export of the runtime: `runtime("defineRoute", "route")`, perhaps by another name. */
  runtime(exported: string, file: string, as?: string): Code {
    this.#runtime.add(`${file}.ts`);
    return imported(exported, this.#pathTo(`runtime/${file}.ts`), as === undefined ? {} : { as });
  }

  runtimeType(exported: string, file: string): Code {
    this.#runtime.add(`${file}.ts`);
    return this.importType(exported, `runtime/${file}.ts`);
  }

  /** An export of another generated file. */
  import(exported: string, path: string): Code {
    return imported(exported, this.#pathTo(path));
  }

  importType(exported: string, path: string): Code {
    return imported(exported, this.#pathTo(path), { type: true });
  }

  #pathTo(path: string) {
    const [folder = ""] = this.path.includes("/") ? this.path.split("/") : [];
    const target = path.replace(/\.ts$/, ".js");
    if (folder === "") return modulePath(`./${target}`);
    const sameFolder = target.startsWith(`${folder}/`);
    return modulePath(sameFolder ? `.${target.slice(folder.length)}` : `../${target}`);
  }
}
