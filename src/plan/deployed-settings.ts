import { awsServices } from "./aws-services.js";
import { CLIENT_TLS_VARIABLES, needsClientCertificates } from "./credential-settings.js";
import { apiPlace, documentSettings, namesRegion } from "./document-settings.js";
import { encryptsResponses, needsStore } from "./needs-store.js";
import type { ProjectContext } from "./project-context.js";
import { usualStage } from "./usual-stage.js";

/** Where files that nobody else may read are in a container. */
export const SECRETS_FOLDER = "/run/secrets";

/** Seconds that a gateway accepts connections and finishes what was begun when it is to stop. */
export const DRAIN_SECONDS = { delay: 5, timeout: 30 } as const;

/** How long its end may take in all, with something to spare. */
export const STOP_WITHIN_SECONDS = DRAIN_SECONDS.delay + DRAIN_SECONDS.timeout + 5;

/** The environment of a gateway in a container. */
export interface DeployedSettings {
  /** Those that anybody may read, with their defaults; empty: none. */
  readonly plain: Readonly<Record<string, string>>;
  /** Names of those that are secrets. */
  readonly secret: readonly string[];
  /** Those that name a file which is a secret, with the name of the file. */
  readonly files: Readonly<Record<string, string>>;
}

/** What the document needs of the environment, by how secret it is. */
export function deployedSettings(project: ProjectContext): DeployedSettings {
  const { model } = project;
  const { apiId, accountId, region } = apiPlace(model);
  const settings = documentSettings(project);
  const tls = needsClientCertificates(model) ? CLIENT_TLS_VARIABLES : [];
  const callsAws = awsServices(project).length > 0;
  return {
    plain: {
      LOG_LEVEL: "info",
      WORKERS: "1",
      DRAIN_DELAY: String(DRAIN_SECONDS.delay),
      DRAIN_TIMEOUT: String(DRAIN_SECONDS.timeout),
      TRUSTED_PROXIES: "",
      STAGE: usualStage(model),
      STAGE_PREFIX: "off",
      API_ID: apiId,
      ACCOUNT_ID: accountId,
      ...(namesRegion(project) && { AWS_REGION: region }),
      // Of three gateways, each lets in its part while they cannot count together.
      ...(needsStore(project) && { STORE_LOCAL_SHARE: "0.34" }),
      ...Object.fromEntries(
        settings.flatMap(({ name, value, kind }) => (kind === undefined ? [[name, value]] : [])),
      ),
    },
    secret: [
      ...settings.flatMap(({ name, kind }) => (kind === "secret" ? [name] : [])),
      ...(encryptsResponses(project) ? ["CACHE_KEY"] : []),
      ...(callsAws ? AWS_CREDENTIALS : []),
    ],
    files: Object.fromEntries([
      ...tls.map((name) => [name, fileName(name, "pem")]),
      ...settings.flatMap(({ name, kind }) =>
        kind === "pem" || kind === "json" ? [[name, fileName(name, kind)]] : [],
      ),
    ]) as Readonly<Record<string, string>>,
  };
}

/** What its own tools have where nothing else gives a gateway credentials of AWS. */
export const AWS_CREDENTIALS: readonly string[] = [
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
];

/** `API_KEYS_FILE` → `api-keys.json` */
function fileName(variable: string, extension: string): string {
  const words = variable
    .replace(/_FILE$/, "")
    .toLowerCase()
    .split("_");
  return `${words.join("-")}.${extension}`;
}
