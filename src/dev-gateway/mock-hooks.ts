import type { AnyAnswer } from "../../templates/runtime/handled-response.js";
import type { Authorize } from "../../templates/runtime/security.js";
import { credentialOf, refuse } from "../../templates/runtime/security.js";
import { developing } from "./developing.js";
import type { Mocks } from "./mocks.js";
import { traces } from "./trace.js";

/** Lets in whoever shows something, in place of what is not written or would have to be asked for. */
export const mockAuthorize: Authorize = (request, scheme) => {
  const credential = credentialOf(request, scheme);
  if (credential === undefined) return refuse("unauthorized");
  traces.getStore()?.note(`mock: whoever shows a credential for ${scheme.name} is let in`);
  return { principalId: "mock" };
};

/** A Lambda function that is not written. */
export async function mockFunction(event: unknown): Promise<unknown> {
  const { payload } = mocks().ofFunction(JSON.stringify(event));
  return JSON.parse(payload) as unknown;
}

/** A handler that is not written. */
export function mockHandler(): AnyAnswer {
  return mocks().ofHandler();
}

/** A transform that is not written: the body passes as it is. */
export function mockTransform(body: unknown): unknown {
  traces.getStore()?.note("mock: the transform is not written, the body passes");
  return body;
}

function mocks(): Mocks {
  const { mocks } = developing();
  if (mocks === undefined) throw new Error("nothing is mocked here");
  return mocks;
}
