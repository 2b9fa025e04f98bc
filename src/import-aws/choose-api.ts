import { quote } from "../diagnostics/quote.js";
import type { Location } from "../diagnostics/diagnostic.js";
import type { AwsOutput, Family } from "./aws-output.js";
import { type AwsValue, itemsOf, membersOf } from "./aws-value.js";
import type { Telling } from "./rules.js";

/** The API that is to leave Amazon. */
export interface ChosenApi {
  readonly id: string;
  readonly family: Family;
}

/** An API that the files describe, or only name. */
interface FoundApi {
  readonly id: string;
  readonly name: string;
  readonly family: Family | undefined;
  readonly at: Location;
  /** Where it is described; undefined where it is only named. */
  readonly folder: string | undefined;
}

/** All APIs that files are of. */
export class FoundApis {
  readonly #described: readonly FoundApi[];
  readonly #named: readonly FoundApi[];
  readonly #outputs: readonly AwsOutput[];

  constructor(outputs: readonly AwsOutput[], telling: Telling) {
    this.#outputs = outputs;
    this.#described = outputs
      .filter(({ kind }) => kind === "api")
      .flatMap((output) => output.items.flatMap((item) => describedBy(item, output)));
    this.#named = outputs.flatMap((output) => namedBy(output, telling));
  }

  /**
   * The one that the user named, or the only one. With none, or with several, an error is reported.
   * @param wanted its id
   */
  choose(wanted: string | undefined, { reporter }: Telling): ChosenApi | undefined {
    const apis = new Map<string, FoundApi>();
    for (const api of [...this.#named, ...this.#described]) apis.set(api.id, api);
    const candidates = this.#described.length > 0 ? this.#described : [...apis.values()];
    const found =
      wanted === undefined
        ? candidates.length === 1
          ? candidates[0]
          : undefined
        : apis.get(wanted);
    if (found !== undefined && !/^[A-Za-z0-9]{1,64}$/.test(found.id)) {
      const form = "letters and digits";
      reporter.report("invalid-aws-value", found.at, { key: "id", form });
      return undefined;
    }
    if (found !== undefined) return { id: found.id, family: found.family ?? this.#family() };
    const ids = (wanted === undefined ? candidates : [...apis.values()]).map(
      ({ id, name }) => `${id}${name === "" ? "" : ` (${name})`}`,
    );
    const list = ids.toSorted();
    if (list.length === 0) reporter.report("no-aws-api", undefined);
    else if (wanted === undefined) reporter.report("several-aws-apis", candidates[1]?.at, { list });
    else reporter.report("unknown-aws-api", undefined, { id: quote(wanted), list });
    return undefined;
  }

  /**
   * Whether output that does not name its API is of this one: what is in a folder with the description
   * of an API is of that; else of the only one. An error is reported where it could be of several.
   */
  isOf(api: ChosenApi, output: AwsOutput, { reporter, report }: Telling): boolean {
    const beside = this.#described.filter(({ folder }) => folder === output.folder);
    const candidates = beside.length > 0 ? beside : this.#described;
    const isMeant = candidates.length === 0 || candidates.some(({ id }) => id === api.id);
    if (candidates.length > 1 && isMeant) {
      const list = candidates.map(({ id }) => id).toSorted();
      reporter.report("unclear-aws-api", output.root.at, { list });
      return false;
    }
    if (isMeant && output.family === api.family) return true;
    report.not(output.root.at, "it is of another API", `import that by itself, with --api`);
    return false;
  }

  /** By the stages, for an API that is not described itself. */
  #family(): Family {
    return this.#outputs.find(({ kind }) => kind === "stage")?.family ?? "rest";
  }
}

function describedBy(item: AwsValue, { family, folder }: AwsOutput): readonly FoundApi[] {
  const { id, name, ApiId, Name } = item.value as Readonly<Record<string, unknown>>;
  const [ofId, ofName] = family === "rest" ? [id, name] : [ApiId, Name];
  if (typeof ofId !== "string") return [];
  const called = typeof ofName === "string" ? ofName : "";
  return [{ id: ofId, name: called, family, at: item.at, folder }];
}

/** The APIs that usage plans and mappings are for. */
function namedBy(output: AwsOutput, { reporter }: Telling): readonly FoundApi[] {
  return output.items.flatMap((item) => {
    const members = () => membersOf(item, reporter);
    if (output.kind === "mapping") {
      return idIn(members().get(output.family === "rest" ? "restApiId" : "ApiId"));
    }
    if (output.kind !== "usage-plan") return [];
    const stages = members().get("apiStages");
    const listed = stages ? itemsOf(stages, reporter) : [];
    return listed.flatMap((stage) => idIn(membersOf(stage, reporter).get("apiId"), "rest"));
  });
}

function idIn(member: AwsValue | undefined, family?: Family): readonly FoundApi[] {
  if (typeof member?.value !== "string") return [];
  return [{ id: member.value, name: "", family, at: member.at, folder: undefined }];
}
