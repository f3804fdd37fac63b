import { isIP } from "node:net";
import { env } from "@/server/env";
import { addressFault, canonicalAddress } from "./address-guard";
import { parseAllowedHosts, type AllowedHosts } from "./allowed-hosts";
import { BLOCKED_PORTS } from "./blocked-ports";
import { OutboundFailure } from "../outbound-failure";

/** What may be called besides the public internet. */
export interface OutboundRules {
  allowedHosts: AllowedHosts;
  /** Origin of this product, whose /api/demo/ endpoints may be called wherever it runs. */
  demoOrigin: string | null;
}

/** An address that may be called, as far as this can be told without asking DNS. */
export interface OutboundTarget {
  url: URL;
  isDemo: boolean;
}

let shared: OutboundRules | undefined;

/** The rules of this process, from its environment. */
export function outboundRules(): OutboundRules {
  shared ??= {
    allowedHosts: parseAllowedHosts(env().PARLEY_ALLOWED_PRIVATE_HOSTS),
    demoOrigin: new URL(env().PARLEY_URL).origin,
  };
  return shared;
}

/**
 * Parses a typed address and checks everything but its DNS entries.
 * @throws OutboundFailure `invalid_url` or `blocked_address`.
 */
export function checkTarget(text: string, rules: OutboundRules): OutboundTarget {
  const url = parseAddress(text);
  // The trailing dot only says that the name is complete; certificates and lists of hosts are written without it.
  url.hostname = url.hostname.replace(/\.$/, "");
  const port = portOf(url);
  if (BLOCKED_PORTS.has(port)) {
    throw new OutboundFailure("invalid_url", `Port ${port} belongs to another service than the web. Use another port.`);
  }
  const isDemo = url.origin === rules.demoOrigin && isDemoPath(url.pathname);
  if (!isDemo) checkHost(hostOf(url), port, rules);
  return { url, isDemo };
}

/** The address as the resolver and the socket take it: IPv6 without brackets. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

/** The port that the address names or implies. */
export function portOf(url: URL): number {
  return Number(url.port || (url.protocol === "https:" ? 443 : 80));
}

/**
 * Checks the addresses that a host name leads to; one that may not be called is enough to refuse.
 * The message does not name it: it would tell a stranger what the inner network looks like.
 * @throws OutboundFailure `blocked_address`.
 */
export function checkResolved(host: string, addresses: string[], port: number, rules: OutboundRules): void {
  if (rules.allowedHosts.has(host, port)) return;
  for (const address of addresses) {
    const fault = rules.allowedHosts.has(address, port) ? null : addressFault(address);
    if (fault) throw blocked(`The name ${host} leads to an address that is ${fault}.`, host, port);
  }
}

/** Names that mean the machine itself or its cloud's metadata, whatever DNS says. */
const PRIVATE_NAMES =
  /^(?:(?:.+\.)?localhost|localhost\.localdomain|metadata(?:\.google\.internal|\.goog)?|instance-data)$/;

/**
 * Checks a host by its spelling alone: an IP address, or a name that is private by itself.
 * @throws OutboundFailure `blocked_address`.
 */
export function checkHost(host: string, port: number, rules: OutboundRules): void {
  if (rules.allowedHosts.has(host, port)) return;
  if (PRIVATE_NAMES.test(host)) {
    throw blocked(`The name ${host} belongs to the inside of Parley's own network.`, host, port);
  }
  const fault = isIP(host) ? addressFault(host) : null;
  if (fault) throw blocked(`The address ${canonicalAddress(host)} is ${fault}.`, host, port);
}

function blocked(reason: string, host: string, port: number): OutboundFailure {
  const entry = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  return new OutboundFailure(
    "blocked_address",
    `${reason} Parley only calls public addresses; whoever runs this Parley can allow it by adding ${entry} to PARLEY_ALLOWED_PRIVATE_HOSTS.`,
  );
}

function parseAddress(text: string): URL {
  // The URL parser drops line breaks silently, and what was meant then stays unclear.
  if (/\p{Cc}/u.test(text)) {
    throw new OutboundFailure(
      "invalid_url",
      "The address holds a line break or another invisible character. Remove it.",
    );
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url) {
    throw new OutboundFailure(
      "invalid_url",
      "This is not a complete web address. Write it with its scheme, such as https://example.com/hook.",
    );
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new OutboundFailure("invalid_url", `Parley calls http and https addresses only, not ${url.protocol}.`);
  }
  if (url.username || url.password) {
    throw new OutboundFailure(
      "invalid_url",
      `The address of ${url.host} holds a user name or password. Take it out and send it in an Authorization header.`,
    );
  }
  return url;
}

/** Next.js decodes the path once more than the URL parser, so encoded separators could lead out of the folder. */
function isDemoPath(path: string): boolean {
  return path.startsWith("/api/demo/") && !/%(?:2e|2f|5c|25)/i.test(path);
}
