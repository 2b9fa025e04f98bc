import type { IContainer } from "kubernetes-models/v1/Container";
import type { IPodSpec } from "kubernetes-models/v1/PodSpec";

/** What resources of one part of a project are found by. */
export function labels(name: string, component = "gateway") {
  return { "app.kubernetes.io/name": name, "app.kubernetes.io/component": component };
}

/** What no pod of these needs: rights in the cluster, and the addresses of others in its environment. */
export const POD: Pick<IPodSpec, "automountServiceAccountToken" | "enableServiceLinks"> = {
  automountServiceAccountToken: false,
  enableServiceLinks: false,
};

/** What no container may. */
export const CONFINED: NonNullable<IContainer["securityContext"]> = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

/**
 * Processes without rights.
 * @param id the user of the image, and its group
 */
export function unprivileged(id: number): NonNullable<IPodSpec["securityContext"]> {
  return {
    runAsNonRoot: true,
    runAsUser: id,
    runAsGroup: id,
    fsGroup: id,
    seccompProfile: { type: "RuntimeDefault" },
  };
}
