import { FOLDERS, type Folder, type Outcome } from "./outcome.js";

export interface Tally {
  readonly passed: number;
  readonly total: number;
}

/** What cases come to for which it matters what they ask for. */
export interface NeedsTally extends Tally {
  /** Those without doubt that call neither Lambda functions nor authorizers. */
  readonly plain: Tally;
  /** How many failed for which reason: `{"Lambda + stages": 4, "other": 1}`. */
  readonly failed: Readonly<Record<string, number>>;
}

export interface FeatureTally extends NeedsTally {
  readonly features: Readonly<Record<string, NeedsTally>>;
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
    readonly reason: string;
    readonly why: string;
  }[];
}

export function summarize(outcomes: readonly Outcome[]): Summary {
  const of = (folder: Folder) => outcomes.filter((outcome) => outcome.folder === folder);
  return {
    vtl: tally(of("vtl")),
    velocity: tally(of("velocity")),
    http: { ...needsTally(of("http")), features: byFeature(of("http")) },
    sigv4: tally(of("sigv4")),
    more: {
      ...needsTally(of("more")),
      clean: tally(of("more").filter(({ doubt }) => !doubt)),
      features: byFeature(of("more")),
    },
    failures: outcomes
      .filter((outcome) => !passes(outcome))
      .map((outcome) => {
        const { folder, name, features, why } = outcome;
        return { folder, name, features, reason: reasonOf(outcome), why: why.join("; ") };
      }),
  };
}

function tally(outcomes: readonly Outcome[]): Tally {
  return { passed: outcomes.filter(passes).length, total: outcomes.length };
}

function passes({ why }: Outcome): boolean {
  return why.length === 0;
}

function needsTally(outcomes: readonly Outcome[]): NeedsTally {
  const reasons = outcomes.filter((outcome) => !passes(outcome)).map(reasonOf);
  const counts = [...new Set(reasons)].toSorted().map((reason) => {
    const count = reasons.filter((each) => each === reason).length;
    return [reason, count] as const;
  });
  return {
    ...tally(outcomes),
    plain: tally(
      outcomes.filter(
        ({ doubt, needs }) => !doubt && !needs.includes("Lambda") && !needs.includes("authorizers"),
      ),
    ),
    failed: Object.fromEntries(counts.toSorted(([, a], [, b]) => b - a)),
  };
}

/** What a case asks for, where the generator said that it cannot do that; any other is a bug. */
function reasonOf({ needs, unsupported }: Outcome): string {
  if (!unsupported) return "other";
  return needs.length > 0 ? needs.join(" + ") : "not supported";
}

/** A case counts for the first of its features. */
function byFeature(outcomes: readonly Outcome[]): Readonly<Record<string, NeedsTally>> {
  const features = [...new Set(outcomes.map(({ features: [first = "none"] }) => first))];
  return Object.fromEntries(
    features
      .toSorted()
      .map((feature) => [
        feature,
        needsTally(outcomes.filter(({ features: [first = "none"] }) => first === feature)),
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

/** The summary for people: what failed, bugs last, then a table. */
export function printSummary(summary: Summary): string {
  const isBug = ({ reason }: { readonly reason: string }) => Number(reason === "other");
  const failures = summary.failures.toSorted((a, b) => isBug(a) - isBug(b));
  const table = FOLDERS.flatMap((folder) => {
    const counts: Tally | FeatureTally = summary[folder];
    if (counts.total === 0) return [];
    if (!("features" in counts)) return [row(folder, counts)];
    return [
      needsRow(folder, counts),
      ...Object.entries(counts.features).map(([feature, each]) => needsRow(`  ${feature}`, each)),
      ...(folder === "more" ? [row("  (without doubt)", summary.more.clean)] : []),
    ];
  });
  const told = failures.map(
    (each) => `${each.folder} ${each.name} (${each.reason})\n    ${each.why}`,
  );
  const head = `${" ".repeat(40)}without doubt, Lambda, authorizers`;
  return [...told, ...(told.length > 0 ? [""] : []), head, ...table].join("\n");
}

function row(name: string, counts: Tally): string {
  return `${name.padEnd(24)} ${share(counts)}`;
}

function needsRow(name: string, counts: NeedsTally): string {
  const failed = Object.entries(counts.failed).map(([reason, count]) => `${reason} ${count}`);
  const told = failed.length > 0 ? `   failed: ${failed.join(", ")}` : "";
  return `${row(name, counts)}   ${share(counts.plain)}${told}`;
}

function share({ passed, total }: Tally): string {
  return `${String(passed).padStart(4)} of ${String(total).padStart(4)}`;
}
