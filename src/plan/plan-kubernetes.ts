import type { IDeployment } from "kubernetes-models/apps/v1/Deployment";
import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import type { IConfigMap } from "kubernetes-models/v1/ConfigMap";
import type { IContainer } from "kubernetes-models/v1/Container";
import type { IService } from "kubernetes-models/v1/Service";
import { AWS_CREDENTIALS, SECRETS_FOLDER, STOP_WITHIN_SECONDS } from "./deployed-settings.js";
import type { Deployment } from "./deployment.js";
import { NETWORK_COMMENT, networkPolicy } from "./kubernetes-network-policy.js";
import { CONFINED, labels, POD, unprivileged } from "./kubernetes-pod.js";
import { VALKEY_COMMENT, valkey } from "./kubernetes-valkey.js";
import type { PlannedFile } from "./project-plan.js";

const FEWEST_REPLICAS = 3;

/** A file per resource; `kubectl apply --filename` takes the folder. */
export function planKubernetes(deployment: Deployment): readonly PlannedFile[] {
  const { name, hasStore } = deployment;
  const file = (kind: string, comment: readonly string[], ...documents: object[]) =>
    ({
      path: `deploy/kubernetes/${kind}.yaml`,
      owner: "scaffold",
      content: { kind: "yaml", comment, documents },
    }) as const;
  return [
    file("configmap", configMapComment(deployment), configMap(deployment)),
    file("deployment", deploymentComment(deployment), gateways(deployment)),
    file(
      "horizontalpodautoscaler",
      ["As many gateways as the load asks for, and never fewer than survive the loss of a node."],
      autoscaler(name),
    ),
    file("networkpolicy", NETWORK_COMMENT, networkPolicy(deployment)),
    file(
      "poddisruptionbudget",
      ["Nodes may be drained, but take one gateway with them at a time."],
      disruptionBudget(name),
    ),
    file(
      "service",
      ["Where an Ingress, a Gateway or a load balancer of the cluster finds the gateways."],
      service(deployment),
    ),
    ...(hasStore ? [file("valkey", VALKEY_COMMENT, ...valkey(name))] : []),
  ];
}

function secretName(name: string): string {
  return `${name}-secrets`;
}

function configMapComment({ required, settings: { plain } }: Deployment): readonly string[] {
  const open = required.filter((each) => each in plain);
  return [
    "Settings of the gateway that anybody may read, with their defaults; .env.example says what each",
    "is. An empty one counts as not set. Gateways read them at start:",
    "`kubectl rollout restart` after a change.",
    ...(open.length > 0 ? ["", "Must be filled in, since the document does not say them:"] : []),
    ...open.map((each) => `  ${each}`),
  ];
}

function configMap({ name, settings: { plain }, hasStore }: Deployment): IConfigMap {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, labels: labels(name) },
    data: {
      ...plain,
      // On the pod's address: probes and Prometheus come from outside of it.
      ADMIN_HOST: "0.0.0.0",
      ...(hasStore && { REDIS_URL: `redis://${name}-valkey:6379` }),
    },
  };
}

function deploymentComment({ name, settings }: Deployment): readonly string[] {
  const required = settings.secret.filter((each) => !AWS_CREDENTIALS.includes(each));
  const literals = required.map((each) => `--from-literal=${each}=...`);
  const files = Object.values(settings.files).map((each) => `--from-file=${each}`);
  const all = [...literals, ...files];
  return [
    "The gateway. Build the image, push it, and put its name and digest in place of the one below.",
    ...(all.length > 0
      ? [
          "",
          "Its secrets are in no file here. Make them before, or have them made from where you keep them:",
          `  kubectl create secret generic ${secretName(name)} \\`,
          ...all.map((each, index) => `    ${each}${index === all.length - 1 ? "" : " \\"}`),
        ]
      : []),
  ];
}

function gateways(deployment: Deployment): IDeployment {
  const { name, settings, isTls } = deployment;
  const files = Object.entries(settings.files);
  const spread = (topologyKey: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway" as const,
    labelSelector: { matchLabels: labels(name) },
  });
  const container: IContainer = {
    name: "gateway",
    image: `${name}:0.1.0`,
    ports: [
      { name: isTls ? "https" : "http", containerPort: 8080 },
      { name: "admin", containerPort: 8081 },
    ],
    envFrom: [{ configMapRef: { name } }],
    ...environment(deployment),
    startupProbe: { ...probe("/livez"), periodSeconds: 1, failureThreshold: 60 },
    livenessProbe: { ...probe("/livez"), periodSeconds: 10, failureThreshold: 3 },
    readinessProbe: { ...probe("/readyz"), periodSeconds: 2, failureThreshold: 1 },
    resources: {
      requests: { cpu: "250m", memory: "128Mi" },
      limits: { memory: "512Mi" },
    },
    securityContext: CONFINED,
    ...(files.length > 0 && {
      volumeMounts: [{ name: "secrets", mountPath: SECRETS_FOLDER, readOnly: true }],
    }),
  };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, labels: labels(name) },
    spec: {
      // How many is the HorizontalPodAutoscaler's matter.
      selector: { matchLabels: labels(name) },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        metadata: { labels: labels(name) },
        spec: {
          ...POD,
          // What DRAIN_DELAY and DRAIN_TIMEOUT make together, and a little more.
          terminationGracePeriodSeconds: STOP_WITHIN_SECONDS,
          securityContext: unprivileged(1000),
          topologySpreadConstraints: [
            spread("topology.kubernetes.io/zone"),
            spread("kubernetes.io/hostname"),
          ],
          containers: [container],
          ...(files.length > 0 && {
            volumes: [
              {
                name: "secrets",
                secret: {
                  secretName: secretName(name),
                  defaultMode: 0o440,
                  items: files.map(([, path]) => ({ key: path, path })),
                },
              },
            ],
          }),
        },
      },
    },
  };
}

/** What refers to secrets; the rest is the ConfigMap's. */
function environment({ name, settings }: Deployment): Pick<IContainer, "env"> {
  const env = [
    ...Object.entries(settings.files).map(([variable, file]) => ({
      name: variable,
      value: `${SECRETS_FOLDER}/${file}`,
    })),
    ...settings.secret.map((variable) => ({
      name: variable,
      valueFrom: {
        secretKeyRef: {
          name: secretName(name),
          key: variable,
          // A role of the pod is the better way.
          ...(AWS_CREDENTIALS.includes(variable) && { optional: true }),
        },
      },
    })),
  ];
  return env.length === 0 ? {} : { env };
}

function probe(path: string) {
  return { httpGet: { path, port: "admin" }, timeoutSeconds: 2 };
}

function service({ name, isTls }: Deployment): IService {
  const [port, number] = isTls ? ["https", 443] : ["http", 80];
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, labels: labels(name) },
    spec: {
      selector: labels(name),
      ports: [{ name: String(port), port: Number(number), targetPort: String(port) }],
    },
  };
}

function autoscaler(name: string): IHorizontalPodAutoscaler {
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name, labels: labels(name) },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
      minReplicas: FEWEST_REPLICAS,
      maxReplicas: 20,
      metrics: [
        {
          type: "Resource",
          resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } },
        },
      ],
    },
  };
}

function disruptionBudget(name: string): IPodDisruptionBudget {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name, labels: labels(name) },
    spec: { maxUnavailable: 1, selector: { matchLabels: labels(name) } },
  };
}
