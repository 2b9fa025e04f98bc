import type { ImportDeclaration, SourceFile } from "ts-morph";
import { hookModule } from "./hook-module.js";

/** A name that a file has by an import. */
export interface ImportedName {
  readonly local: string;
  /** What the module exports: `default`, or `*` for all of it. */
  readonly exported: string;
  /** As `hookModule` says it. */
  readonly module: string;
  readonly isType: boolean;
  readonly declaration: ImportDeclaration;
}

/** All of them, in their order. */
export function importedNames(source: SourceFile): readonly ImportedName[] {
  return source.getImportDeclarations().flatMap((declaration): ImportedName[] => {
    const module = hookModule(declaration.getModuleSpecifierValue());
    const isType = declaration.isTypeOnly();
    const byDefault = declaration.getDefaultImport()?.getText();
    const space = declaration.getNamespaceImport()?.getText();
    const common = { module, isType, declaration };
    return [
      ...(byDefault === undefined ? [] : [{ ...common, local: byDefault, exported: "default" }]),
      ...(space === undefined ? [] : [{ ...common, local: space, exported: "*" }]),
      ...declaration.getNamedImports().map((each) => ({
        ...common,
        local: (each.getAliasNode() ?? each.getNameNode()).getText(),
        exported: each.getName(),
        isType: isType || each.isTypeOnly(),
      })),
    ];
  });
}
