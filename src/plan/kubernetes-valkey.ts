import type { IDeployment } from "kubernetes-models/apps/v1/Deployment";
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import type { IService } from "kubernetes-models/v1/Service";
import { VALKEY_COMMAND, VALKEY_IMAGE } from "./deployment.js";
import { CONFINED, labels, POD, unprivileged } from "./kubernetes-pod.js";

/** For people. */
export const VALKEY_COMMENT = [
  "Where the gateways count together. It keeps nothing beyond its own life: a restart begins all limits",
  "and caches anew. For more, name a service of your own in REDIS_URL, and leave this file away.",
];

/** The store of all gateways, which only they reach. */
export function valkey(name: string): readonly [IDeployment, IService, INetworkPolicy] {
  const own = `${name}-valkey`;
  const metadata = { name: own, labels: labels(name, "valkey") };
  const matchLabels = labels(name, "valkey");
  const ready = { exec: { command: ["valkey-cli", "ping"] }, timeoutSeconds: 2 };
  return [
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: {
        replicas: 1,
        selector: { matchLabels },
        strategy: { type: "Recreate" },
        template: {
          metadata: { labels: matchLabels },
          spec: {
            ...POD,
            securityContext: unprivileged(999),
            containers: [
              {
                name: "valkey",
                image: VALKEY_IMAGE,
                args: [...VALKEY_COMMAND],
                ports: [{ name: "valkey", containerPort: 6379 }],
                readinessProbe: { ...ready, periodSeconds: 2 },
                livenessProbe: { ...ready, periodSeconds: 10 },
                resources: {
                  requests: { cpu: "100m", memory: "64Mi" },
                  limits: { memory: "256Mi" },
                },
                securityContext: CONFINED,
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: {
        selector: matchLabels,
        ports: [{ name: "valkey", port: 6379, targetPort: "valkey" }],
      },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata,
      spec: {
        podSelector: { matchLabels },
        policyTypes: ["Ingress", "Egress"],
        ingress: [
          {
            from: [{ podSelector: { matchLabels: labels(name) } }],
            ports: [{ protocol: "TCP", port: "valkey" }],
          },
        ],
      },
    },
  ];
}
