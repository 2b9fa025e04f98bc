import { needsClientCertificates } from "./credential-settings.js";
import { deployedSettings } from "./deployed-settings.js";
import { needsStore } from "./needs-store.js";
import { planCompose } from "./plan-compose.js";
import { planKubernetes } from "./plan-kubernetes.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { requiredOfDocument } from "./required-variables.js";

/** `deploy/`: the gateway three times over with Docker Compose, and on Kubernetes. */
export function planDeployment(
  project: ProjectContext,
  packageName: string,
): readonly PlannedFile[] {
  const deployment = {
    name: resourceName(packageName),
    settings: deployedSettings(project),
    required: requiredOfDocument(project),
    isTls: needsClientCertificates(project.model),
    hasStore: needsStore(project),
  };
  return [
    ...planKubernetes(deployment),
    {
      path: "deploy/compose.yaml",
      owner: "scaffold",
      content: planCompose(project, deployment),
    },
    {
      path: "deploy/haproxy.cfg",
      owner: "scaffold",
      content: {
        kind: "copy",
        asset: `scaffold/deploy/${deployment.isTls ? "haproxy-tcp.cfg" : "haproxy.cfg"}`,
      },
    },
  ];
}

/** What Kubernetes takes as a name of anything, with room for what is put behind it. */
function resourceName(packageName: string): string {
  const words = packageName.toLowerCase().match(/[a-z\d]+/g) ?? [];
  const label = words.join("-").slice(0, 40).replace(/-$/, "");
  return /^[a-z]/.test(label) ? label : `gateway${label === "" ? "" : "-"}${label}`;
}
