/** The gateway checks signatures (Signature Version 4) of principals of its settings. */
export interface IamEnforcement {
  readonly kind: "iam";
}
