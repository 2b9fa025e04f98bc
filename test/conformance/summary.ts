import { FOLDERS, type Folder, type Outcome } from "./outcome.js";

export interface Tally {
  readonly passed: number;
  readonly total: number;
}

export interface FeatureTally extends Tally {
  readonly features: Readonly<Record<string, Tally>>;
}

/** What a run comes to, as `--json` prints it. */
export interface Summary {
  readonly vtl: Tally;
  readonly velocity: Tally;
  readonly http: FeatureTally;
  readonly sigv4: Tally;
  readonly more: FeatureTally & { readonly clean: Tally };
  readonly failures: readonly {
    readonly folder: Folder;
    readonly name: string;
    readonly features: readonly string[];
    readonly why: string;
  }[];
}

export function summarize(outcomes: readonly Outcome[]): Summary {
  const of = (folder: Folder) => outcomes.filter((outcome) => outcome.folder === folder);
  return {
    vtl: tally(of("vtl")),
    velocity: tally(of("velocity")),
    http: { ...tally(of("http")), features: byFeature(of("http")) },
    sigv4: tally(of("sigv4")),
    more: {
      ...tally(of("more")),
      clean: tally(of("more").filter(({ doubt }) => !doubt)),
      features: byFeature(of("more")),
    },
    failures: outcomes
      .filter(({ why }) => why.length > 0)
      .map(({ folder, name, features, why }) => ({ folder, name, features, why: why.join("; ") })),
  };
}

function tally(outcomes: readonly Outcome[]): Tally {
  return { passed: outcomes.filter(passes).length, total: outcomes.length };
}

function passes({ why }: Outcome): boolean {
  return why.length === 0;
}

/** A case counts for the first of its features. */
function byFeature(outcomes: readonly Outcome[]): Readonly<Record<string, Tally>> {
  const features = [...new Set(outcomes.map(({ features: [first = "none"] }) => first))];
  return Object.fromEntries(
    features
      .toSorted()
      .map((feature) => [
        feature,
        tally(outcomes.filter(({ features: [first = "none"] }) => first === feature)),
      ]),
  );
}

/** How many cases must pass, of one folder or of all. */
export interface Floor {
  readonly folder: Folder | undefined;
  readonly least: number;
}

/** Tells of each floor that is not reached. */
export function belowFloors(summary: Summary, floors: readonly Floor[]): readonly string[] {
  return floors.flatMap(({ folder, least }) => {
    const folders: readonly Folder[] = folder === undefined ? FOLDERS : [folder];
    const passed = folders.reduce((sum, each) => sum + summary[each].passed, 0);
    if (passed >= least) return [];
    return [`fewer than ${least} ${folder === undefined ? "" : `of ${folder} `}pass: ${passed}`];
  });
}

/** The summary for people: a table, then what failed. */
export function printSummary(summary: Summary): string {
  const { failures } = summary;
  const table = FOLDERS.flatMap((folder) => {
    const counts: Tally | FeatureTally = summary[folder];
    if (counts.total === 0) return [];
    return [
      row(folder, counts),
      ...("features" in counts
        ? Object.entries(counts.features).map(([feature, each]) => row(`  ${feature}`, each))
        : []),
      ...(folder === "more" ? [row("  (without doubt)", summary.more.clean)] : []),
    ];
  });
  const told = failures.map(({ folder, name, why }) => `${folder} ${name}\n    ${why}`);
  return [...told, ...(told.length > 0 ? [""] : []), ...table].join("\n");
}

function row(name: string, { passed, total }: Tally): string {
  return `${name.padEnd(24)} ${String(passed).padStart(4)} of ${String(total).padStart(4)}`;
}
