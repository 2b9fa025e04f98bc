import type { Code, Identifier, ModulePath } from "../code/code-kit.js";
import { identifier, imported, modulePath, withHash } from "../code/code-kit.js";

/**
 * A file below `src/generated`: knows how to import from the others, and which of the runtime.
 * Names are unique among their own kind only, so that a new operation cannot rename a security
 * scheme; where two kinds meet in one file, the second comes in by another name.
 */
export class GeneratedModule {
  readonly path: string;
  readonly #runtime: Set<string>;
  /** What each name stands for in this file: the path it comes from. */
  readonly #locals = new Map<string, string>();
  /** What other files are called in this one's imports, by path. */
  readonly #modules = new Map<string, ModulePath>();

  /**
   * @param path below `src/generated`
   * @param runtime collects the runtime's files that are imported
   * @param declared the names that the file itself declares, if it imports from other kinds
   */
  constructor(path: string, runtime: Set<string>, declared: readonly Identifier[] = []) {
    this.path = path;
    this.#runtime = runtime;
    for (const name of declared) this.#locals.set(name, path);
  }

  /** An export of the runtime: `runtime("defineRoute", "route")`, perhaps by another name. */
  runtime(exported: string, file: string, as?: string): Code {
    this.#runtime.add(`${file}.ts`);
    return this.#import(exported, `runtime/${file}.ts`, { as });
  }

  runtimeType(exported: string, file: string): Code {
    this.#runtime.add(`${file}.ts`);
    return this.importType(exported, `runtime/${file}.ts`);
  }

  /** An export of another generated file. */
  import(exported: string, path: string): Code {
    return this.#import(exported, path, {});
  }

  importType(exported: string, path: string): Code {
    return this.#import(exported, path, { type: true });
  }

  #import(exported: string, path: string, { as, type = false }: Import): Code {
    const wanted = as ?? exported;
    const owner = this.#locals.get(wanted) ?? path;
    const local = owner === path ? wanted : withHash(identifier(wanted), path);
    this.#locals.set(local, path);
    const module = this.#modules.get(path) ?? this.#pathTo(path);
    this.#modules.set(path, module);
    return imported(exported, module, { type, as: local });
  }

  #pathTo(path: string): ModulePath {
    const [folder = ""] = this.path.includes("/") ? this.path.split("/") : [];
    const target = path.replace(/\.ts$/, ".js");
    if (folder === "") return modulePath(`./${target}`);
    const sameFolder = target.startsWith(`${folder}/`);
    return modulePath(sameFolder ? `.${target.slice(folder.length)}` : `../${target}`);
  }
}

interface Import {
  readonly as?: string | undefined;
  readonly type?: boolean;
}
