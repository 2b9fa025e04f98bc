import type { Identifier } from "../code/code-kit.js";
import { toConstantName } from "../code/code-kit.js";
import type { GatewayModel } from "../model/gateway-model.js";
import { filesOf, type UpstreamFileKind } from "../model/upstream-options.js";
import type { Element } from "./names.js";
import { assignNames } from "./names.js";
import { schemeSettings, type SchemeSettingKind } from "./scheme-settings.js";

/** The environment variables of a project, each of which says one thing. */
export interface EnvironmentNames {
  readonly upstreams: ReadonlyMap<string, Identifier>;
  readonly functions: ReadonlyMap<string, Identifier>;
  /** Of the files of their TLS, by what `upstreamFile` makes of both. */
  readonly upstreamFiles: ReadonlyMap<string, Identifier>;
  /** Of what decides security schemes, by what `schemeSetting` makes of both. */
  readonly schemes: ReadonlyMap<string, Identifier>;
  readonly stageVariables: ReadonlyMap<string, Identifier>;
  readonly variables: ReadonlyMap<string, Identifier>;
}

/** Environment variables that every gateway has. */
const SETTINGS = [
  "ACCOUNT_ID",
  "ADMIN_HOST",
  "ADMIN_PORT",
  "API_ID",
  "API_KEYS",
  "API_KEYS_FILE",
  "BASIC_USERS",
  "BASIC_USERS_FILE",
  "CACHE_KEY",
  "DRAIN_DELAY",
  "DRAIN_TIMEOUT",
  "HEADERS_TIMEOUT",
  "HOST",
  "KEEP_ALIVE_TIMEOUT",
  "LOG_LEVEL",
  "PORT",
  "PRINCIPALS",
  "PRINCIPALS_FILE",
  "REDIS_CA_FILE",
  "REDIS_CLUSTER",
  "REDIS_URL",
  "REQUEST_TIMEOUT",
  "STAGE",
  "STAGE_PREFIX",
  "STORE_LOCAL_SHARE",
  "TLS_CERT_FILE",
  "TLS_CLIENT_CA_FILE",
  "TLS_CLIENT_CRL_FILE",
  "TLS_KEY_FILE",
  "TRUSTED_PROXIES",
  "WRITE_TIMEOUT",
];

/** What systems, shells, containers and tools set by themselves. */
const SYSTEM = `
  ALLUSERSPROFILE ALL_PROXY APPDATA CI COLORTERM COLUMNS COMPUTERNAME COMSPEC DEBUG DISPLAY EDITOR
  EUID FORCE_COLOR HOME HOMEDRIVE HOMEPATH HOSTNAME HOSTTYPE HTTPS_PROXY HTTP_PROXY INIT_CWD LANG
  LANGUAGE LINES LOCALAPPDATA LOGNAME LOGONSERVER MACHTYPE MAIL MANPATH NO_COLOR NO_PROXY
  NUMBER_OF_PROCESSORS OLDPWD OS OSTYPE PAGER PATH PATHEXT PPID PROGRAMDATA PROGRAMFILES PS1 PUBLIC
  PWD SESSIONNAME SHELL SHLVL SYSTEMDRIVE SYSTEMROOT TEMP TERM TMP TMPDIR TZ UID USER USERDOMAIN
  USERNAME USERPROFILE VISUAL WINDIR`
  .trim()
  .split(/\s+/);
const SYSTEM_PREFIX =
  /^(?:AWS|DOCKER|ECS|GIT|KUBERNETES|LAMBDA|LC|LD|NODE|NPM|OPENSSL|PROCESSOR|SSH|SSL|UV|XDG)_/;

/**
 * Names all that a document asks of the environment. A variable of the document gives way, by its
 * prefix, to systems, to settings and to what the project is certain to have.
 * @param upstreams each as it would be called in code
 * @param functions likewise
 * @param schemes likewise
 */
export function environmentNames(
  model: GatewayModel,
  upstreams: readonly Element[],
  functions: readonly Element[],
  schemes: readonly Element[],
): EnvironmentNames {
  const reserved = new Set([...SETTINGS, ...SYSTEM]);
  const upstreamNames = assign(
    upstreams.map((each) => ({ ...each, wanted: urlVariable(each.wanted) })),
    reserved,
  );
  const functionNames = assign(
    functions.map((each) => ({ ...each, wanted: toConstantName(each.wanted) })),
    new Set([...reserved, ...upstreamNames.values()]),
  );
  const upstreamFiles = assign(
    model.upstreams.flatMap((upstream) => {
      const wanted = upstreams.find((each) => each.element === upstream.id)?.wanted ?? "";
      return filesOf(upstream).map(([file]) =>
        element(upstreamFile(upstream.id, file), `${wanted} ${file}`),
      );
    }),
    reserved,
  );
  const schemeNames = assign(
    model.securitySchemes.flatMap((scheme) => {
      const wanted = schemes.find((each) => each.element === scheme.name)?.wanted ?? "";
      return schemeSettings(scheme).map(({ kind }) =>
        element(schemeSetting(scheme.name, kind), `${wanted} ${kind}`),
      );
    }),
    new Set([
      ...reserved,
      ...upstreamNames.values(),
      ...functionNames.values(),
      ...upstreamFiles.values(),
    ]),
  );
  const stageVariables = assign(
    model.stageVariables.map((name) => element(name, `stage variable ${name}`)),
    reserved,
  );
  const taken = new Set([
    ...reserved,
    ...upstreamNames.values(),
    ...functionNames.values(),
    ...upstreamFiles.values(),
    ...schemeNames.values(),
    ...stageVariables.values(),
  ]);
  const variables = assign(
    model.variables.map((name) => {
      const wanted = toConstantName(name.replace(/^(?:var|local)\./, ""));
      // Amazon's pseudo parameters are what its own variables of that name say.
      const isSystems = SYSTEM_PREFIX.test(wanted) && !name.startsWith("AWS::");
      return element(name, isSystems || taken.has(wanted) ? `variable ${wanted}` : wanted);
    }),
    taken,
  );
  return {
    upstreams: upstreamNames,
    functions: functionNames,
    upstreamFiles,
    schemes: schemeNames,
    stageVariables,
    variables,
  };
}

/** What a file of an upstream is known by. */
export function upstreamFile(upstream: string, file: UpstreamFileKind): string {
  return `${file} of ${upstream}`;
}

/** What a setting of a security scheme is known by. */
export function schemeSetting(scheme: string, kind: SchemeSettingKind): string {
  return `${kind} of ${scheme}`;
}

function element(name: string, wanted: string): Element {
  return { element: name, wanted: toConstantName(wanted), exact: false };
}

function assign(
  elements: readonly Element[],
  reserved: ReadonlySet<string>,
): ReadonlyMap<string, Identifier> {
  const names = assignNames(elements, reserved);
  return new Map([...names].map(([name, assigned]) => [name, toConstantName(assigned)]));
}

/** `animals` → `ANIMALS_URL`, `backendUrl` → `BACKEND_BASE_URL` */
function urlVariable(upstream: Identifier): Identifier {
  return toConstantName(`${upstream} url`.replace(/(?:^url|_url|Url|URL) url$/, " base url"));
}
