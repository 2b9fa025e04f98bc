/** An error of the compiler's, in a file of a project. */
export interface CompilerError {
  /** From the project's folder, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** "TS2741" */
  readonly code: string;
  /** What it says, in as many lines as it does. */
  readonly message: string;
}

/** Where errors are that have no place: they come of what the compiler was told. */
const SETTINGS = { file: "tsconfig.json", line: 1, column: 1 };

/** Reads what `tsc --pretty false` prints. */
export function readCompilerErrors(printed: string): readonly CompilerError[] {
  const errors: CompilerError[] = [];
  for (const line of printed.split(/\r?\n/)) {
    const [, file, at, column, code, message] =
      /^(.+)\((\d+),(\d+)\): error (TS\d+): (.*)$/.exec(line) ?? [];
    const [, globalCode, globalMessage] = /^error (TS\d+): (.*)$/.exec(line) ?? [];
    const last = errors.at(-1);
    if (file !== undefined && code !== undefined && message !== undefined) {
      const place = { line: Number(at), column: Number(column) };
      errors.push({ file: file.replaceAll("\\", "/"), ...place, code, message });
    } else if (globalCode !== undefined && globalMessage !== undefined) {
      errors.push({ ...SETTINGS, code: globalCode, message: globalMessage });
    } else if (last !== undefined && /^\s+\S/.test(line)) {
      errors[errors.length - 1] = { ...last, message: `${last.message}\n${line}` };
    }
  }
  return errors;
}
