import type { CredentialEntry } from "./credential-list.js";
import { addUnique, CredentialList, textIn } from "./credential-list.js";
import type { Environment } from "./environment.js";
import type { Exchange } from "./exchange.js";
import type { PasswordHash } from "./password-hash.js";
import { parsePasswordHash } from "./password-hash.js";

/** Where the passwords of users are looked up: those of the settings, or a store of your own. */
export interface UserStore {
  find(
    name: string,
    request: Exchange,
  ): PasswordHash | undefined | Promise<PasswordHash | undefined>;
}

/** The users that `BASIC_USERS_FILE`, or `BASIC_USERS`, lists; none unless one of them is set. */
export function readBasicUsers(read: Environment): UserStore {
  const list = new CredentialList(read, "BASIC_USERS", readUsers);
  return { find: (name, request) => list.current(request.settings.logger).get(name) };
}

function readUsers(
  entries: readonly CredentialEntry[],
  refuse: (problem: string) => void,
): ReadonlyMap<string, PasswordHash> {
  const users = new Map<string, PasswordHash>();
  entries.forEach((entry, index) => {
    const refuseThis = (why: string) => refuse(`user ${index + 1}: ${why}`);
    const name = textIn(entry, "name", refuseThis);
    const password = parsePasswordHash(textIn(entry, "password", refuseThis));
    if (name.includes(":")) refuseThis("name must not have a colon");
    if (password === undefined) {
      refuseThis("password must be a hash that `gatewright credential user` makes");
    } else {
      addUnique(users, name, password, () => refuseThis("another has the same name"));
    }
  });
  return users;
}
