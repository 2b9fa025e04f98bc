import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import { AWS_CREDENTIALS } from "./deployed-settings.js";
import type { Deployment } from "./deployment.js";
import { labels } from "./kubernetes-pod.js";

/** For people. */
export const NETWORK_COMMENT = [
  "Who may reach the gateways, and whom they may reach. A policy knows addresses and ports, and no",
  "names of hosts: upstreams outside the cluster are allowed by their ports alone. Put their addresses",
  "in place of 0.0.0.0/0 and ::/0 where you know them.",
  "",
  "The admin port is for Prometheus in the namespace `monitoring`; the kubelet's probes get to it",
  "anyway.",
];

/** Who may reach the gateways, and whom they may reach. */
export function networkPolicy(deployment: Deployment): INetworkPolicy {
  const { name, hasStore, isTls, settings } = deployment;
  const callsAws = settings.secret.some((each) => AWS_CREDENTIALS.includes(each));
  const inNamespace = (namespace: string) => ({
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
  });
  // Where a cloud gives machines their credentials: no upstream is there.
  const except = (address: string) => (callsAws ? {} : { except: [address] });
  const ports = egressPorts(deployment, callsAws);
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, labels: labels(name) },
    spec: {
      podSelector: { matchLabels: labels(name) },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        { ports: [{ protocol: "TCP", port: isTls ? "https" : "http" }] },
        { from: [inNamespace("monitoring")], ports: [{ protocol: "TCP", port: "admin" }] },
      ],
      egress: [
        {
          to: [inNamespace("kube-system")],
          ports: [
            { protocol: "UDP", port: 53 },
            { protocol: "TCP", port: 53 },
          ],
        },
        ...(hasStore
          ? [
              {
                to: [{ podSelector: { matchLabels: labels(name, "valkey") } }],
                ports: [{ protocol: "TCP" as const, port: 6379 }],
              },
            ]
          : []),
        ...(ports.length > 0
          ? [
              {
                to: [
                  { ipBlock: { cidr: "0.0.0.0/0", ...except("169.254.169.254/32") } },
                  { ipBlock: { cidr: "::/0", ...except("fd00:ec2::254/128") } },
                ],
                ports: ports.map((port) => ({ protocol: "TCP" as const, port })),
              },
            ]
          : []),
      ],
    },
  };
}

/** The ports of the URLs that the settings have; where one is open, those that URLs usually have. */
function egressPorts(
  { settings: { plain }, required }: Deployment,
  callsAws: boolean,
): readonly number[] {
  const texts = Object.values(plain).flatMap((each) => each.split(","));
  const urls = texts.filter((each) => /^https?:/.test(each) && URL.canParse(each));
  const known = urls.map((each) => {
    const { port, protocol } = new URL(each);
    return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
  });
  const usual = required.length > 0 ? [80, 443] : callsAws ? [443] : [];
  return [...new Set([...known, ...usual])].toSorted((a, b) => a - b);
}
