/** The gateway verifies the certificate of the client's connection. */
export interface MutualTlsEnforcement {
  readonly kind: "mutual-tls";
}
