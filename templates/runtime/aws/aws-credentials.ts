import type { AwsKeys, AwsSettings } from "./aws-settings.js";

/** Finds keys, and renews those that run out. */
export type KeyProvider = () => Promise<AwsKeys>;

/**
 * The gateway's own keys: those of the environment, else what Amazon's standard chain finds (profile,
 * container, instance, web identity), for which its package is loaded then.
 */
export function ownKeys({ keys }: AwsSettings): KeyProvider {
  if (keys !== undefined) return () => Promise.resolve(keys);
  let chain: Promise<KeyProvider> | undefined;
  return async () => {
    chain ??= import("@aws-sdk/credential-providers").then((sdk) => sdk.fromNodeProviderChain());
    return (await chain)();
  };
}

/** Keys of a role, which the gateway takes on by its own (STS AssumeRole). */
export function roleKeys(roleArn: string, own: KeyProvider, { region }: AwsSettings): KeyProvider {
  let provider: Promise<KeyProvider> | undefined;
  return async () => {
    provider ??= import("@aws-sdk/credential-providers").then((sdk) =>
      sdk.fromTemporaryCredentials({
        masterCredentials: own,
        params: { RoleArn: roleArn, RoleSessionName: "gateway" },
        clientConfig: { region },
      }),
    );
    return (await provider)();
  };
}
