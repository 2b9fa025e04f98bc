import { LineIndex } from "../diagnostics/line-index.js";
import type { Position } from "../diagnostics/sources.js";
import { completeRegistry } from "../hooks-zone/complete-registry.js";
import { pairRenames } from "../hooks-zone/pair-renames.js";
import type { WantedHook } from "../hooks-zone/wanted-hook.js";
import type { HookRecord, PlannedHook } from "../plan/project-plan.js";
import { hookFile } from "../plan/project-plan.js";
import type { FileChange } from "./file-change.js";
import type { Manifest } from "./manifest.js";
import { hashOf } from "./manifest.js";
import { openConflicts } from "./open-conflicts.js";
import type { Finding, RenderedFile, ZoneContext, ZonePlan } from "./write-project.js";

/** The user's registry of hooks, below the project's folder. */
const REGISTRY = "src/hooks/index.ts";

/** What becomes of the hooks. */
export interface HooksZonePlan extends ZonePlan {
  /** Those that the manifest is to have, by member. */
  readonly hooks: Manifest["hooks"];
  readonly registry: Manifest["registry"];
}

/**
 * Hooks are their user's: what is missing is added to his registry, with a stub where there is no file
 * yet. What the document no longer asks for is told, and stays.
 */
export async function planHooksZone(context: ZoneContext): Promise<HooksZonePlan> {
  const { project, manifest } = context;
  const has = (hook: HookRecord) => context.folder.has(hookFile(hook));
  const before = [...manifest.hooks].map(([member, hook]) => ({ member, ...hook }));
  const modules = new Set(project.hooks.map(({ module }) => String(module)));
  const left = before.filter((hook) => !modules.has(hook.module) && has(hook));
  const renames = pairRenames(left, project.hooks).filter(({ to }) => !has(to));
  const moving = new Set(renames.flatMap(({ from, to }) => [from.module, to.module]));
  const wanted = project.hooks.filter(({ module }) => !moving.has(module));
  const registry = await planRegistry(wanted, context);
  const orphans = left.filter(({ module }) => !moving.has(module));
  const records = [...wanted, ...left].map(
    ({ member, module, operationId, method, path }) =>
      [
        member,
        {
          module,
          ...(operationId !== undefined && { operationId }),
          ...(method !== undefined && { method }),
          ...(path !== undefined && { path }),
        },
      ] as const,
  );
  return {
    changes: [...registry.changes, ...planStubs(wanted, registry.stubs, context)],
    hooks: new Map(records),
    registry: registry.hash,
    findings: [
      ...registry.findings,
      ...renames.map(
        ({ from, to }): Finding =>
          (reporter) =>
            reporter.report("renamed-hook", context.top(hookFile(from)), {
              from: hookFile(from),
              to: hookFile(to),
              member: from.member,
              renamed: to.member,
            }),
      ),
      ...orphans.map(
        (hook): Finding =>
          (reporter) =>
            reporter.report("orphaned-hook", context.top(hookFile(hook)), {
              path: hookFile(hook),
              member: hook.member,
            }),
      ),
    ],
  };
}

interface RegistryPlan {
  /** Of a registry that takes a parser to read. */
  readonly hash: string | undefined;
  readonly changes: readonly FileChange[];
  /** The hooks that need a file of their own. */
  readonly stubs: readonly WantedHook[];
  readonly findings: readonly Finding[];
}

async function planRegistry(
  wanted: readonly PlannedHook[],
  context: ZoneContext,
): Promise<RegistryPlan> {
  const present = context.folder.read(REGISTRY);
  if (present === undefined) {
    return { changes: planNew(REGISTRY, context), stubs: wanted, findings: [], hash: undefined };
  }
  const kept = { path: REGISTRY, change: "kept", reasons: [] } as const;
  const complete = completeRegistry(present, wanted);
  if (complete !== undefined) {
    return { changes: [kept], stubs: complete, findings: [], hash: undefined };
  }
  const open = openConflicts(REGISTRY, present, context);
  if (open !== undefined) {
    return { changes: [kept], stubs: [], findings: [open], hash: undefined };
  }
  const { registry, hooks } = context.manifest;
  if (registry === hashOf(present) && wanted.every(({ member }) => hooks.has(member))) {
    return { changes: [kept], stubs: [], findings: [], hash: registry };
  }
  const { addHooks } = await import("../hooks-zone/add-hooks.js");
  const { text, stubs, byHand, orphans } = addHooks(present, wanted);
  // What was wanted before may be there all the same: the compiler knows.
  const fresh = byHand.filter(({ hook }) => !context.manifest.hooks.has(hook.member));
  const lines = new LineIndex(present);
  return {
    changes: [text === present ? kept : changed(present, text, context)],
    hash: completeRegistry(text, wanted) === undefined ? hashOf(text) : undefined,
    stubs: [...stubs, ...fresh.map(({ hook }) => hook)],
    findings: [
      ...(text === present ? [] : orphans).flatMap(({ member, ...position }) =>
        member === undefined ? [] : [orphanedMember(member, text, position, context)],
      ),
      ...fresh.map(
        ({ hook, why, importLine, memberLine, ...position }): Finding =>
          (reporter) =>
            reporter.report(
              "hook-by-hand",
              context.locate(REGISTRY, present, lines.offset(position)),
              {
                member: hook.member,
                why,
                importLine,
                memberLine,
              },
            ),
      ),
    ],
  };
}

/** A member stands where it stood, but for what was inserted above it. */
function orphanedMember(
  member: string,
  text: string,
  { column }: Position,
  context: ZoneContext,
): Finding {
  return (reporter) => {
    const line = text.split("\n").findIndex((each) => each.startsWith(member, column - 1)) + 1;
    const offset = new LineIndex(text).offset({ line, column });
    reporter.report("orphaned-member", context.locate(REGISTRY, text, offset), { member });
  };
}

function changed(before: string, after: string, { reasonsForNew }: ZoneContext): FileChange {
  return { path: REGISTRY, change: "merged", reasons: reasonsForNew, before, after };
}

function planStubs(
  wanted: readonly PlannedHook[],
  stubs: readonly WantedHook[],
  context: ZoneContext,
): readonly FileChange[] {
  const needed = new Set(stubs.map(({ module }) => String(module)));
  const planned = new Map(wanted.map((hook) => [hookFile(hook), needed.has(hook.module)]));
  return [...planned].flatMap(([path, isNeeded]): readonly FileChange[] => {
    if (context.folder.has(path)) return [{ path, change: "kept", reasons: [] }];
    return isNeeded ? planNew(path, context) : [];
  });
}

function planNew(
  path: string,
  { project, manifest, reasonsForNew }: ZoneContext,
): readonly FileChange[] {
  const file = project.files.find((each: RenderedFile) => each.path === path);
  if (file === undefined) return [];
  const wasThere = [...manifest.hooks.values()].some((hook) => hookFile(hook) === path);
  const reasons = wasThere ? (["missing"] as const) : reasonsForNew;
  return [{ path, change: "created", reasons, after: file.text() }];
}
