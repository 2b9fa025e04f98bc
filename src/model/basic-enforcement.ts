/** The gateway looks users up itself, with their passwords, among those of its settings. */
export interface BasicEnforcement {
  readonly kind: "basic";
}
