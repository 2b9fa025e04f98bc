import { AWS_CREDENTIALS, SECRETS_FOLDER, STOP_WITHIN_SECONDS } from "./deployed-settings.js";
import { type Deployment, VALKEY_COMMAND, VALKEY_IMAGE } from "./deployment.js";
import type { ProjectContext } from "./project-context.js";
import type { Content } from "./project-plan.js";

/** Where the stand-in of all upstreams listens. */
const STAND_IN = "http://upstream:8080";

/** Answers every request with what it got. */
const STAND_IN_PROGRAM = [
  'require("node:http")',
  ".createServer(({ method, url, headers }, response) => {",
  '  response.setHeader("content-type", "application/json");',
  "  response.end(JSON.stringify({ method, url, headers }));",
  "})",
  ".listen(8080);",
].join("\n");

/** Gateways behind a balancer, with what they need, on one machine. */
export function planCompose(project: ProjectContext, deployment: Deployment): Content {
  const { name, settings, hasStore, isTls } = deployment;
  const { files } = settings;
  const secrets = Object.values(files);
  const environment = {
    ...composeEnvironment(project, deployment),
    ...Object.fromEntries(
      Object.entries(files).map(([variable, file]) => [variable, `${SECRETS_FOLDER}/${file}`]),
    ),
    ADMIN_HOST: "0.0.0.0",
    // The balancer's address is one of these; nobody else gets to the gateways.
    ...(!isTls && { TRUSTED_PROXIES: "172.16.0.0/12,192.168.0.0/16" }),
    ...(hasStore && { REDIS_URL: "redis://valkey:6379" }),
  };
  const value = {
    name,
    services: {
      balancer: {
        image: "haproxy:3.2-alpine",
        depends_on: ["gateway"],
        ports: ["8080:8080"],
        volumes: ["./haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro"],
        ...HARDENED,
      },
      gateway: {
        build: { context: "..", dockerfile: "Dockerfile" },
        deploy: { replicas: 3 },
        depends_on: {
          upstream: { condition: "service_started" },
          ...(hasStore && { valkey: { condition: "service_healthy" } }),
        },
        environment,
        ...(secrets.length > 0 && { secrets }),
        stop_grace_period: `${STOP_WITHIN_SECONDS}s`,
        ...HARDENED,
      },
      upstream: {
        image: "node:24-slim",
        user: "node",
        command: ["node", "--eval", verbatim(STAND_IN_PROGRAM)],
        ...HARDENED,
      },
      ...(hasStore && {
        valkey: {
          image: VALKEY_IMAGE,
          user: "valkey",
          command: VALKEY_COMMAND,
          healthcheck: {
            test: ["CMD", "valkey-cli", "ping"],
            interval: "1s",
            timeout: "1s",
            retries: 10,
          },
          ...HARDENED,
        },
      }),
    },
    ...(secrets.length > 0 && {
      secrets: Object.fromEntries(secrets.map((file) => [file, { file: `./secrets/${file}` }])),
    }),
  };
  return { kind: "yaml", comment: comment(secrets, deployment), documents: [value] };
}

const HARDENED = {
  read_only: true,
  cap_drop: ["ALL"],
  security_opt: ["no-new-privileges:true"],
};

function comment(secrets: readonly string[], { hasStore, isTls }: Deployment): readonly string[] {
  return [
    "Three gateways behind a load balancer on one machine, to try what replicas do:",
    "",
    "  docker compose --file deploy/compose.yaml up --build",
    `  curl ${isTls ? "https" : "http"}://localhost:8080/...`,
    "",
    "`upstream` stands in for what the gateway calls, and answers with what it was sent. Settings are",
    "taken from the shell, or from a file `.env` in this folder: set those that name upstreams to call",
    "the real ones.",
    ...(hasStore ? ["The gateways count together in Valkey: a limit holds for all of them."] : []),
    ...(secrets.length > 0
      ? ["", "Write these before, readable for the container's user, and keep them out of git:"]
      : []),
    ...secrets.map((file) => `  deploy/secrets/${file}`),
  ];
}

/** Each as the shell has it, or else as the document does. */
function composeEnvironment(
  { model, names }: ProjectContext,
  { settings: { plain, secret }, required }: Deployment,
): Readonly<Record<string, string>> {
  const upstreams = new Map(
    model.upstreams.map(({ id }) => [String(names.upstreamVariable(id)), id] as const),
  );
  const optional: ReadonlySet<string> = new Set(AWS_CREDENTIALS);
  return {
    ...Object.fromEntries(
      Object.entries(plain).map(([name, value]) => {
        if (upstreams.has(name)) return [name, withUsual(name, standIn(value))];
        if (required.includes(name)) return [name, withoutUsual(name)];
        return [name, withUsual(name, value)];
      }),
    ),
    ...Object.fromEntries(
      secret.map((name) => [name, optional.has(name) ? withUsual(name, "") : withoutUsual(name)]),
    ),
  };
}

/** The stand-in in place of an upstream, below the same path. */
function standIn(baseUrl: string): string {
  const [first = ""] = baseUrl.split(",");
  const path = URL.canParse(first) ? new URL(first).pathname : "/";
  return path === "/" ? STAND_IN : STAND_IN + path;
}

/** What Compose would take for something to fill in cannot stand in a default: it is fixed then. */
function withUsual(name: string, usual: string): string {
  if (/[${}]/.test(usual)) return verbatim(usual);
  return `\${${name}:-${usual}}`;
}

function withoutUsual(name: string): string {
  return `\${${name}:?must be set}`;
}

/** A text that Compose fills nothing into. */
function verbatim(text: string): string {
  return text.replaceAll("$", "$$$$");
}
