import { didYouMean } from "../diagnostics/did-you-mean.js";
import { routeOf } from "../model/route-of.js";
import type { Rule } from "./check-model.js";

/** What stages, usage plans and domains name must be there: a limit of nothing limits nothing. */
export const stageNames: Rule = (model, reporter) => {
  const { stages, domains = [], usagePlans = [], operations } = model;
  const routes = operations.map(routeOf);
  const methods = [
    ...(stages ?? []).flatMap((stage) => stage.methods),
    ...usagePlans.flatMap((plan) => plan.methods.flatMap((ofStage) => ofStage.methods)),
  ];
  for (const { route, at } of methods) {
    if (routes.includes(route)) continue;
    reporter.report("unknown-route", at, { route, nearest: didYouMean(route, routes) });
  }
  const names = stages?.map(({ name }) => name);
  if (names === undefined && domains.length === 0) return;
  const named = [
    ...domains.flatMap(({ mappings }) => mappings.map(({ stage, at }) => ({ stage, at }))),
    ...(names === undefined
      ? []
      : usagePlans.flatMap((plan) => plan.stages.map((stage) => ({ stage, at: plan.at })))),
  ];
  for (const { stage, at } of named) {
    if (names?.includes(stage) === true) continue;
    const nearest = didYouMean(stage, names ?? []);
    reporter.report("unknown-stage", at, { name: stage, nearest });
  }
};
