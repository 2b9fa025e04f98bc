import { relative, resolve, sep } from "node:path";
import type { Location } from "./diagnostics/diagnostic.js";
import { Reporter } from "./diagnostics/reporter.js";
import type { Sources } from "./diagnostics/sources.js";
import { importAws } from "./import-aws/import-aws.js";
import { ImportReport } from "./import-aws/import-report.js";
import { jsonFiles } from "./load/json-files.js";
import { SpecFile } from "./load/spec-file.js";
import { yamlText } from "./load/yaml-text.js";
import { type ImportedFile, ImportedFileError, writeImported } from "./write/write-imported.js";

/** What `importFromAws` takes. */
export interface ImportFromAwsOptions {
  /** Files that the AWS CLI printed, and folders of them. */
  readonly files: readonly string[];
  /** The file of the overlay. */
  readonly out: string;
  /** The file of API keys; without it none are written. */
  readonly apiKeys?: string | undefined;
  /** The id of the API, where the files have several. */
  readonly api?: string | undefined;
  /** What names are relative to; the working directory unless given. */
  readonly cwd?: string;
}

/** What came of an import. With an error among the problems, nothing was written. */
export interface ImportFromAwsResult {
  readonly reporter: Reporter;
  readonly report: ImportReport;
  readonly sources: Sources;
}

const BEGINNING = "# Made by `gatewright import aws`";

const COMMENT = `${BEGINNING} from what the AWS CLI printed of an API.
# gatewright generate openapi.json --overlay <this file>
`;

/**
 * Writes the overlay of an API that leaves Amazon, and the list of its API keys.
 * @throws ImportedFileError where a file cannot be written
 */
export async function importFromAws(options: ImportFromAwsOptions): Promise<ImportFromAwsResult> {
  const { out, apiKeys, api, cwd = process.cwd() } = options;
  const [reporter, report] = [new Reporter(), new ImportReport()];
  const paths = jsonFiles(options.files.map((file) => resolve(cwd, file)));
  const nameOf = (path: string) => relative(cwd, path).split(sep).join("/");
  const targets = [out, ...(apiKeys === undefined ? [] : [apiKeys])];
  for (const target of targets) {
    if (paths.includes(resolve(cwd, target))) {
      throw new ImportedFileError(`${target} is one of the files that are read: write another`);
    }
  }
  const files = await Promise.all(paths.map((path) => SpecFile.read(path, nameOf(path))));
  for (const problem of files.flatMap(({ problems }) => problems)) reporter.add(problem);
  const telling = { reporter, report };
  const imported = importAws(files, { api, withApiKeys: apiKeys !== undefined }, telling);
  if (imported !== undefined && !reporter.hasErrors) {
    const overlay: ImportedFile = {
      path: resolve(cwd, out),
      text: `${COMMENT}${yamlText(imported.overlay)}`,
      isSecret: false,
      isOwn: (text) => text.startsWith(BEGINNING),
    };
    const keys = apiKeys === undefined ? [] : [keysFile(resolve(cwd, apiKeys), imported.apiKeys)];
    writeImported([overlay, ...keys]);
  }
  return { reporter, report, sources: sourcesOf(files) };
}

function keysFile(path: string, keys: readonly object[]): ImportedFile {
  const lines = keys.map((key) => `  ${JSON.stringify(key)}`).join(",\n");
  return {
    path,
    text: keys.length === 0 ? "[]\n" : `[\n${lines}\n]\n`,
    isSecret: true,
    isOwn: isListOfKeys,
  };
}

function isListOfKeys(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

/** Lines of the files are never shown: there are keys in them. */
function sourcesOf(files: readonly SpecFile[]): Sources {
  const locate = (at: Location) => files.find(({ name }) => name === at.file)?.locate(at);
  return { entry: "", locate, text: () => undefined };
}
