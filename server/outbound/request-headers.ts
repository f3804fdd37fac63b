import { looksSecret, MASK } from "@/server/secrets/masking/looks-secret";
import { OutboundFailure } from "./outbound-failure";

type Headers = Record<string, string>;

/** Headers that describe the connection or the framing. Parley sets them itself; other values could split a request. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Returns the headers to send: the caller's, after a check, and the defaults that are missing.
 * @throws OutboundFailure `invalid_header`; its message contains the header's name, never its value.
 */
export function prepareHeaders(given: Headers, userAgent: string): Headers {
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(given)) {
    checkHeader(name, value);
    if (seen.has(name.toLowerCase())) throw invalid(`The header ${name} is given twice. Keep one of them.`);
    seen.add(name.toLowerCase());
  }
  const defaults = Object.entries({
    "user-agent": userAgent,
    accept: "*/*",
    "accept-encoding": "gzip, deflate, br",
  }).filter(([name]) => !seen.has(name));
  return Object.fromEntries([...Object.entries(given), ...defaults]);
}

/** Returns the headers that remain when a redirect changes the request to a GET without a body. */
export function withoutContent(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^content-/i.test(name)));
}

/** Masks the secrets in headers for logs and people. */
export function maskHeaders(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, looksSecret(name) ? MASK : value]));
}

function checkHeader(name: string, value: string): void {
  if (!/^[!#$%&'*+\-.^_`|~\da-z]+$/i.test(name)) {
    throw invalid(`${JSON.stringify(name)} is not a header name. Use letters, digits and hyphens only.`);
  }
  if (OWN_HEADERS.has(name.toLowerCase())) {
    throw invalid(`Parley sets the header ${name} itself. Remove it from the request.`);
  }
  // RFC 9110, 5.5: tab, visible ASCII, space and the upper half of Latin-1.
  if (!/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)) {
    throw invalid(`The value of the header ${name} holds a line break or a character that headers cannot carry.`);
  }
}

function invalid(message: string): OutboundFailure {
  return new OutboundFailure("invalid_header", message);
}
