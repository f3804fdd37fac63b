/** The reasons why a request can fail before there is a complete response. */
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

/** A failed request. Its message is shown to people unchanged and contains no secrets. */
export class OutboundFailure extends Error {
  readonly code: OutboundErrorCode;

  constructor(code: OutboundErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "OutboundFailure";
    this.code = code;
  }
}
