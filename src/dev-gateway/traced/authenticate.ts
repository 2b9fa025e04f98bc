import { authenticate as enforce } from "../../../templates/runtime/authenticate.js";
import type { Authorize } from "../../../templates/runtime/security.js";
import { isRefusal } from "../../../templates/runtime/security.js";
import { developing } from "../developing.js";
import { mockAuthorize } from "../mock-hooks.js";
import { traces } from "../trace.js";

/** The authentication stage, which says what each scheme decided. */
export function authenticate(hooks: Readonly<Record<string, Authorize>>) {
  const { mocks } = developing();
  const traced = Object.entries(hooks).map(([name, hook]) => {
    const decide = mocks?.asks(name) === true ? mockAuthorize : hook;
    return [name, tracedHook(name, decide)] as const;
  });
  return enforce(Object.fromEntries(traced));
}

function tracedHook(name: string, hook: Authorize): Authorize {
  return async (request, scheme, scopes) => {
    const answer = await hook(request, scheme, scopes);
    const verdict = isRefusal(answer) ? "refused" : "let in";
    traces.getStore()?.note(`${name}: ${verdict}`);
    return answer;
  };
}
