import { isDomain, localPartEnd } from "./email.js";
import { isIdnHostname } from "./idn-hostname.js";

/** `Mailbox` as RFC 6531, section 3.3, extends it: characters beyond ASCII on both sides. */
export function isIdnEmail(text: string): boolean {
  const at = localPartEnd(text, true);
  return at !== -1 && text.isWellFormed() && isDomain(text.slice(at + 1), isIdnHostname);
}
