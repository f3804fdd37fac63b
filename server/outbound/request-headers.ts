import { looksSecret, MASK } from "@/server/secrets/masking/looks-secret";
import { OutboundFailure } from "./outbound-failure";

type Headers = Record<string, string>;

/** Headers that describe the connection or the framing. Parley writes them itself; another value could split a request. */
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
 * The headers to send: the caller's, checked, and the defaults that it did not give.
 * @throws OutboundFailure `invalid_header`; its message names the header, never its value.
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

/** What still goes along when a redirect turns the request into a GET without a body. */
export function withoutContent(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^content-/i.test(name)));
}

/** The headers for logs and people, secrets as •••. */
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
