import type { Cursor } from "../../load/cursor.js";
import type { Cors } from "../../model/cors.js";
import type { ApiFamily, Limits, Operation, Upstream } from "../../model/gateway-model.js";
import type { LambdaFunction } from "../../model/lambda-function.js";
import type { HeaderRules } from "../../model/header-rules.js";
import type { Traffic } from "../../model/stage.js";
import type { UsagePlan } from "../../model/usage-plan.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import type { Bounds } from "./bounds.js";
import { BOUNDS } from "./bounds.js";
import { checkGatewayObject } from "./check-gateway-object.js";
import { checkPlaces, GATEWAY } from "./check-places.js";
import type { Place } from "./field.js";
import { type CalledUpstreams, joinUpstreams } from "./join-upstreams.js";
import { OperationExtension } from "./operation-extension.js";
import { parseQuantity } from "./quantity.js";
import { readCors } from "./read-cors.js";
import { readFunctions } from "./read-functions.js";
import { readHeaderRules } from "./read-header-rules.js";
import { readDomains, readStages, readStore } from "./read-stages.js";
import { readThrottle } from "./read-throttle.js";
import { readUsagePlans } from "./read-usage-plans.js";
import { readUpstreams, type WrittenUpstream } from "./read-upstreams.js";

/** All that `x-gateway` says in a document. What is wrong with it is reported as it is read. */
export class GatewayExtension {
  readonly #root: Cursor | undefined;
  /** What holds for every operation. */
  readonly headerRules: HeaderRules | undefined;
  readonly #family: ApiFamily;
  readonly #bounds: Bounds;
  readonly #upstreams: readonly WrittenUpstream[];

  constructor(root: Cursor, family: ApiFamily) {
    this.#family = family;
    this.#bounds = BOUNDS[family];
    this.#root = this.#objectIn(root, "root");
    for (const scheme of securitySchemes(root)) this.#objectIn(scheme, "security scheme");
    checkPlaces(root);
    this.headerRules = readHeaderRules([this.#root], family);
    this.#upstreams = readUpstreams(this.#root?.get("upstreams"));
  }

  /** What it says of one operation: on itself, else on its path, else at the root. */
  of({ operation, pathItem }: DocumentOperation): OperationExtension {
    const own = this.#objectIn(operation, "operation");
    const ofPath = this.#objectIn(pathItem, "path item");
    return new OperationExtension(own, ofPath, this.#root, this.#upstreams, this.#family);
  }

  /** What holds for all requests; what operations have besides is theirs. */
  get limits(): Limits | undefined {
    const limits = this.#root?.get("limits");
    const bodyBytes = parseQuantity(limits?.get("body")?.value, "bytes");
    const headerBytes = parseQuantity(limits?.get("headers")?.value, "bytes");
    if (bodyBytes === undefined && headerBytes === undefined) return undefined;
    return {
      ...(bodyBytes !== undefined && { bodyBytes }),
      ...(headerBytes !== undefined && { headerBytes }),
    };
  }

  /** Where that is written which it says of the whole gateway. */
  get written() {
    const at = (key: string) => this.#root?.get(key);
    return {
      cors: at("cors"),
      domains: at("domains"),
      headerRules: at("headers"),
      limits: at("limits"),
      stages: at("stages"),
      throttle: at("throttle"),
      usagePlans: at("usagePlans"),
    };
  }

  /** Which pages of other origins may call; undefined where it says nothing of them. */
  get cors(): Cors | undefined {
    return readCors(this.#root?.get("cors"));
  }

  /** The usage plans of API keys; undefined where it has none of them. */
  get usagePlans(): readonly UsagePlan[] | undefined {
    return readUsagePlans(this.#root?.get("usagePlans"));
  }

  /** What it says of deployments and of traffic, as far as it says anything. */
  get traffic(): Traffic {
    const [written, domains] = [this.#root?.get("stages"), this.#root?.get("domains")];
    const stages = readStages(written, this.#family);
    const throttle = readThrottle(this.#root?.get("throttle"));
    return {
      ...(stages.length > 0 && { stages }),
      ...(domains !== undefined && { domains: readDomains(domains) }),
      ...(throttle !== undefined && { throttle }),
      store: readStore(this.#root?.get("store"), written),
    };
  }

  /** Operations and what they call, of the document's upstreams and of those with a name here. */
  joinUpstreams(operations: readonly Operation[], others: readonly Upstream[]): CalledUpstreams {
    return joinUpstreams(this.#upstreams, others, operations);
  }

  /** The functions that operations call, with where they run. */
  functionsOf(
    used: readonly LambdaFunction[],
    known: readonly LambdaFunction[],
  ): readonly LambdaFunction[] {
    return readFunctions(this.#root?.get("functions"), used, known);
  }

  #objectIn(holder: Cursor, place: Place): Cursor | undefined {
    const found = holder.get(GATEWAY);
    if (found !== undefined) checkGatewayObject(found, place, this.#bounds);
    return found;
  }
}

function securitySchemes(root: Cursor): readonly Cursor[] {
  const holder = root.get("components")?.get("securitySchemes") ?? root.get("securityDefinitions");
  const entries = holder?.isObject === true ? holder.entries() : [];
  return entries.flatMap(([, entry]) => entry.follow() ?? []);
}
