/** The closed set of ways in which a request can fail before there is a complete answer. */
export type OutboundErrorCode =
  | "blocked_address"
  | "invalid_url"
  | "invalid_header"
  | "dns"
  | "connect"
  | "tls"
  | "timeout"
  | "reset"
  | "too_many_redirects"
  | "protocol";

/** A request that failed. Its message is shown to people as it stands and holds no secret. */
export class OutboundFailure extends Error {
  readonly code: OutboundErrorCode;

  constructor(code: OutboundErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "OutboundFailure";
    this.code = code;
  }
}
