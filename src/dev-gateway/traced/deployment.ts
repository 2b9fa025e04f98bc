import type { Deployment, GatewayPlan, Tools } from "../../../templates/runtime/deployment.js";
import { deploy as deployUsually } from "../../../templates/runtime/deployment.js";
import type { Family } from "../../../templates/runtime/family.js";
import type { Stages } from "../../../templates/runtime/pipeline.js";
import type { ServerSettings } from "../../../templates/runtime/server-settings.js";
import { developing } from "../developing.js";
import { inStage, traces } from "../trace.js";
import { tracedBackend } from "../traced-backend.js";
import { tracedRoute } from "../traced-route.js";

/** Where a mocked upstream is that stage variables make no URL of. */
const NOWHERE = new URL("http://mock.invalid");

/** Deploys as usual, with everything that is deployed being traced. */
export function deploy(settings: ServerSettings, plan: GatewayPlan, tools: Tools): Deployment {
  return deployUsually(
    settings,
    {
      ...plan,
      family: tracedFamily(plan.family),
      stages: tracedStages(plan.stages),
      routes: plan.routes.map(tracedRoute),
      upstreams: plan.upstreams.map(([upstream, where, files = {}]) => [
        upstream,
        where ?? (developing().mocks === undefined ? undefined : NOWHERE),
        files,
      ]),
      ...(plan.backends !== undefined && { backends: plan.backends.map(tracedBackend) }),
    },
    tools,
  );
}

function tracedFamily(family: Family): Family {
  return {
    ...family,
    requestIds(incoming) {
      const ids = family.requestIds(incoming);
      const trace = traces.getStore();
      if (trace !== undefined) trace.id = ids.requestId;
      return ids;
    },
    router(routes) {
      const match = family.router(routes);
      return (method, path, query) =>
        inStage(
          "match",
          () => {
            const found = match(method, path, query);
            traces.getStore()?.matched(found.route);
            return found;
          },
          ({ route }) => `${route.method} ${route.path}`,
        );
    },
    failure(error) {
      const trace = traces.getStore();
      if (trace !== undefined) trace.failure = error;
      return family.failure(error);
    },
  };
}

function tracedStages({ policy, authenticate, compress, ...others }: Stages): Stages {
  return {
    ...others,
    ...(policy !== undefined && {
      policy: {
        policy: policy.policy,
        enforce: (request) => inStage("policy", () => policy.enforce(request)),
      },
    }),
    ...(authenticate !== undefined && {
      authenticate: (request) => inStage("authenticate", () => authenticate(request)),
    }),
    ...(compress !== undefined && {
      compress: (response, request) => inStage("compress", () => compress(response, request)),
    }),
  };
}
