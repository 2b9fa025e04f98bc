import { text } from "node:stream/consumers";
import type { Argv } from "yargs";
import { makeApiKey, makeUser } from "../make-credential.js";
import { command } from "./command.js";
import { print, say } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** `gatewright credential api-key|user NAME` */
export function credentialCommand(yargs: Argv): Argv {
  return yargs.command("credential", "make an API key or a user for a gateway", (parser) =>
    userCommand(apiKeyCommand(parser))
      .demandCommand(1, "name a command of credential: api-key or user")
      .example("$0 credential api-key mobile --plan gold", "an entry of API_KEYS_FILE")
      .example("$0 credential user ann", "an entry of BASIC_USERS_FILE"),
  );
}

function apiKeyCommand(yargs: Argv): Argv {
  return command(
    yargs,
    "api-key <id>",
    "print a new key's entry for API_KEYS_FILE; the key itself is said once, on stderr",
    (parser) =>
      parser
        .positional("id", { type: "string", demandOption: true, describe: "what it is called" })
        .option("plan", {
          type: "string",
          nargs: 1,
          array: true,
          describe: "id of a usage plan that it belongs to; may be given more than once",
        }),
    ({ id, plan = [] }) => {
      const { entry, secret } = makeApiKey(id, plan);
      print(JSON.stringify(entry));
      say(`The key, which nothing keeps: ${secret}`);
    },
  );
}

function userCommand(yargs: Argv): Argv {
  return command(
    yargs,
    "user <name>",
    "print a user's entry for BASIC_USERS_FILE; a new password is said once, on stderr",
    (parser) =>
      parser
        .positional("name", { type: "string", demandOption: true, describe: "the user's name" })
        .option("password-stdin", {
          type: "boolean",
          default: false,
          describe: "read the password from stdin instead of making one",
        })
        .example("$0 credential user ann --password-stdin < password.txt", ""),
    async ({ name, passwordStdin }) => {
      if (name.includes(":")) throw new UsageError("A user's name has no colon");
      const given = passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, "") : undefined;
      if (given === "") throw new UsageError("There is no password on stdin");
      const { entry, secret } = await makeUser(name, given);
      print(JSON.stringify(entry));
      if (given === undefined) say(`The password, which nothing keeps: ${secret}`);
    },
  );
}
