/** The little of Express that the tests use; its own types come as a package of another author's. */
declare module "express" {
  import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

  interface Application extends RequestListener {
    get(
      path: string,
      handler: (
        request: IncomingMessage,
        response: ServerResponse & { send(text: string): void },
      ) => void,
    ): void;
    use(handler: RequestListener): void;
  }

  export default function express(): Application;
}
