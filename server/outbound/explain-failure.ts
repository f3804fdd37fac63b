import { OutboundFailure, type OutboundErrorCode } from "./outbound-failure";

/** Converts an error of the network or the HTTP client to a failure for people. Only the host of `url` is shown. */
export function explainFailure(error: unknown, url: URL): OutboundFailure {
  if (error instanceof OutboundFailure) return error;
  const errorCode = codeOf(error);
  if (errorCode === null) throw error;
  const [code, message] = explain(errorCode, url.host);
  return new OutboundFailure(code, message, { cause: error });
}

function explain(errorCode: string, host: string): [OutboundErrorCode, string] {
  const known = KNOWN.find(({ codes }) => codes.has(errorCode));
  if (known) return [known.code, known.message(host)];
  if (/^(?:EAI_|EDNS)/.test(errorCode)) return ["dns", `The name ${host} could not be looked up just now.`];
  if (/CERT|_SSL_|_TLS_|^EPROTO|^CRL_|HOSTNAME_MISMATCH|UNABLE_TO/.test(errorCode)) {
    return ["tls", `No secure connection to ${host} could be made (${errorCode}).`];
  }
  if (/^Z_|^ERR__ERROR_|BROTLI/.test(errorCode)) {
    return ["protocol", `${host} sent a compressed answer that cannot be read.`];
  }
  return ["protocol", `${host} did not answer as a web server does (${errorCode}).`];
}

const KNOWN: { codes: ReadonlySet<string>; code: OutboundErrorCode; message: (host: string) => string }[] = [
  {
    codes: new Set(["ENOTFOUND", "ENODATA", "EBADNAME"]),
    code: "dns",
    message: (host) => `There is no server of the name ${host}. Check the address for typing mistakes.`,
  },
  {
    codes: new Set(["ECONNREFUSED"]),
    code: "connect",
    message: (host) => `${host} refused the connection: nothing answers on that port.`,
  },
  {
    codes: new Set(["EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "EACCES", "EPERM", "EHOSTDOWN", "ENETDOWN"]),
    code: "connect",
    message: (host) => `${host} cannot be reached from Parley's network.`,
  },
  {
    codes: new Set(["ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT"]),
    code: "timeout",
    message: (host) => `${host} did not take the connection in time.`,
  },
  {
    codes: new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]),
    code: "timeout",
    message: (host) => `${host} stopped sending.`,
  },
  {
    codes: new Set(["ECONNRESET", "EPIPE", "ECONNABORTED", "UND_ERR_SOCKET"]),
    code: "reset",
    message: (host) => `${host} closed the connection before its answer was complete.`,
  },
  {
    codes: new Set(["DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN"]),
    code: "tls",
    message: (host) => `The certificate of ${host} is self-signed, so nobody vouches for it.`,
  },
  {
    codes: new Set(["CERT_HAS_EXPIRED"]),
    code: "tls",
    message: (host) => `The certificate of ${host} has expired.`,
  },
  {
    codes: new Set(["ERR_TLS_CERT_ALTNAME_INVALID"]),
    code: "tls",
    message: (host) => `The certificate of ${host} was made for another name.`,
  },
  {
    codes: new Set(["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "ERR_SSL_HTTP_REQUEST"]),
    code: "tls",
    message: (host) => `${host} does not speak https on this port. Check the scheme and the port.`,
  },
  {
    codes: new Set(["UND_ERR_HEADERS_OVERFLOW", "HPE_HEADER_OVERFLOW"]),
    code: "protocol",
    message: (host) => `The headers of the answer of ${host} are larger than 16 kB.`,
  },
];

/**
 * Returns the code of an error or, if several addresses were tried, of the first attempt. Null means an internal error:
 * Node and undici report every failure of the other side with a code.
 */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError
    ? null
    : error.name;
}
