import type { AwsKeys, AwsSettings } from "./aws-settings.js";

/** Finds keys, and renews those that run out. */
export type KeyProvider = () => Promise<AwsKeys>;

/** Keys for some time. */
interface LentKeys extends AwsKeys {
  readonly expiration?: Date;
}

/**
 * The gateway's own keys: those of the environment, else what Amazon's standard chain finds (profile,
 * container, instance, web identity), for which its package is loaded then.
 */
export function ownKeys({ keys }: AwsSettings): KeyProvider {
  if (keys !== undefined) return () => Promise.resolve(keys);
  return renewed(async () => {
    const { fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
    return fromNodeProviderChain();
  });
}

/** Keys of a role, which the gateway takes on by its own (STS AssumeRole). */
export function roleKeys(roleArn: string, own: KeyProvider, { region }: AwsSettings): KeyProvider {
  return renewed(async () => {
    const { fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
    return fromTemporaryCredentials({
      masterCredentials: own,
      params: { RoleArn: roleArn, RoleSessionName: "gateway" },
      clientConfig: { region },
    });
  });
}

/** Milliseconds before their end from which on keys are renewed. */
const MARGIN = 300_000;

/** Asks for keys once, and again before they run out, or after that failed. */
function renewed(open: () => Promise<() => Promise<LentKeys>>): KeyProvider {
  let opened: Promise<() => Promise<LentKeys>> | undefined;
  let asked: Promise<LentKeys> | undefined;
  let renewAt = Infinity;
  const ask = async () => {
    const keys = await (await (opened ??= open()))();
    renewAt = (keys.expiration?.getTime() ?? Infinity) - MARGIN;
    return keys;
  };
  return () => {
    if (asked === undefined || Date.now() >= renewAt) {
      renewAt = Infinity;
      const asking = ask();
      asking.catch(() => {
        if (asked === asking) asked = undefined;
      });
      asked = asking;
    }
    return asked;
  };
}
