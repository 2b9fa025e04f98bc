import type { ExampleAnswers } from "../model/example-answer.js";
import type { RequestTrace, TraceLevel } from "./request-trace.js";

/** What the process of a gateway is told of it. */
export interface GatewayProcessOptions {
  /** Where the gateway's modules are. */
  readonly folder: string;
  /** A file of settings, which need not be there. */
  readonly envFile: string;
  readonly trace: TraceLevel;
  /** A file with what answers in place of upstreams. */
  readonly mocksFile: string | undefined;
}

/** What is in that file. */
export interface MocksFile {
  readonly answers: ExampleAnswers;
  /** Security schemes that are decided by asking somebody over the network. */
  readonly asking: readonly string[];
}

/** What the process is told: first to start, once; a connection comes with `take`. */
export type ToGateway =
  | { readonly kind: "start"; readonly options: GatewayProcessOptions }
  | { readonly kind: "take" }
  | { readonly kind: "drain"; readonly timeoutMs: number };

/** What the process says. */
export type FromGateway =
  | {
      readonly kind: "ready";
      readonly scheme: "http" | "https";
      /** Settings that got harmless values. */
      readonly mocked: readonly string[];
      /** Hooks that are not written. */
      readonly stubs: readonly string[];
    }
  | { readonly kind: "failed"; readonly why: string }
  | { readonly kind: "trace"; readonly trace: RequestTrace };
