import type { IncomingMessage, ServerResponse } from "node:http";
import { Gateway as UsualGateway } from "../../../templates/runtime/gateway.js";
import { developing } from "../developing.js";
import { Trace, traces } from "../trace.js";

/** A gateway that tells what became of each request. */
export class Gateway extends UsualGateway {
  constructor(...parts: ConstructorParameters<typeof UsualGateway>) {
    super(...parts);
    const { handle } = this;
    Object.assign(this, {
      handle: (incoming: IncomingMessage, outgoing: ServerResponse) => {
        const { secrets, level, tell } = developing();
        const trace = new Trace(incoming, secrets.copy(), level);
        outgoing.on("close", () => {
          if (outgoing.headersSent) trace.status = outgoing.statusCode;
          tell(trace.finish());
        });
        traces.run(trace, () => handle(incoming, outgoing));
      },
    });
  }
}
