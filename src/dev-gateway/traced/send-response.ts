import { sendResponse as send } from "../../../templates/runtime/send-response.js";
import { inStage, traces, wholeBody } from "../trace.js";
import { UpstreamBody } from "./upstream-body.js";

/** Sends a response, which is the last stage. */
export async function sendResponse(...given: Parameters<typeof send>): Promise<void> {
  await inStage("send", async () => {
    const [, response] = given;
    const { status, headers, body } = response;
    traces.getStore()?.show({
      title: `${status} to the client`,
      headers,
      // One that streams was shown as the upstream's.
      body: body instanceof UpstreamBody ? undefined : wholeBody(body as Buffer | undefined),
    });
    await send(...given);
  });
}
