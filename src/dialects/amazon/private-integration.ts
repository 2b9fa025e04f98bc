import type { Cursor } from "../../load/cursor.js";
import type { ConfiguredTextPart } from "../../model/configured-text.js";
import { showConfigured } from "../../model/configured-text.js";

/** A resource of a private network that an integration calls. */
export interface PrivateTarget {
  /** Its ARN, as far as the document says it. */
  readonly arn: string;
  /** What people call it. */
  readonly name: string;
}

/** Whether an integration reaches its target by a VPC link. */
export function isPrivate(integration: Cursor): boolean {
  return integration.get("connectionType")?.scalar.toUpperCase() === "VPC_LINK";
}

/** Reports an integration that asks for a VPC link and names none. */
export function checkVpcLink(integration: Cursor): void {
  if (!isPrivate(integration) || integration.has("connectionId")) return;
  integration.reporter.report("missing-vpc-link", integration.get("connectionType")?.at);
}

/**
 * What a private integration calls, where its URI names it by an ARN (of a load balancer's listener,
 * or a Cloud Map service): where that is, only the settings can say. It is reported as a remark.
 */
export function privateTarget(integration: Cursor): PrivateTarget | undefined {
  const uri = integration.get("uri");
  if (uri === undefined || !isPrivate(integration)) return undefined;
  const pieces = uri.pieces() ?? [];
  const [first] = pieces;
  if (first === undefined || (first.kind === "text" && !first.text.startsWith("arn:"))) {
    return undefined;
  }
  const text = pieces.map((piece): ConfiguredTextPart =>
    piece.kind === "text" ? piece : { kind: "variable", name: piece.name },
  );
  const arn = showConfigured(text);
  const [, name = "private"] =
    /(?:listener\/(?:app|net)|service)\/([\w-]+)/.exec(arn) ?? /^\$\{([^{}]+)\}$/.exec(arn) ?? [];
  const where = "where its upstream's setting says";
  integration.reporter.report("private-integration", integration.get("connectionType")?.at, {
    where,
  });
  return { arn, name };
}
