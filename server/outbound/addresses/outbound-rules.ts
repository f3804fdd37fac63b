import { isIP } from "node:net";
import { fromEnv } from "@/server/env";
import { addressFault, canonicalAddress } from "./address-guard";
import { parseAllowedHosts, type AllowedHosts } from "./allowed-hosts";
import { BLOCKED_PORTS } from "./blocked-ports";
import { OutboundFailure } from "../outbound-failure";

/** The addresses that may be called besides public ones. */
export interface OutboundRules {
  allowedHosts: AllowedHosts;
  /** The product's own origin, whose /api/demo/ endpoints may be called on any host. */
  demoOrigin: string | null;
}

/** An address that may be called, as far as this can be decided without DNS. */
export interface OutboundTarget {
  url: URL;
  isDemo: boolean;
}

/** Returns the rules from the process's environment. */
export const outboundRules = fromEnv(({ PARLEY_ALLOWED_PRIVATE_HOSTS, PARLEY_URL }): OutboundRules => ({
  allowedHosts: parseAllowedHosts(PARLEY_ALLOWED_PRIVATE_HOSTS),
  demoOrigin: new URL(PARLEY_URL).origin,
}));

/**
 * Parses a typed address and checks everything but its DNS entries.
 * @throws OutboundFailure `invalid_url` or `blocked_address`.
 */
export function checkTarget(text: string, rules: OutboundRules): OutboundTarget {
  const url = parseAddress(text);
  // The trailing dot only marks a complete name; certificates and lists of hosts omit it.
  url.hostname = url.hostname.replace(/\.$/, "");
  const port = portOf(url);
  if (BLOCKED_PORTS.has(port)) {
    throw new OutboundFailure("invalid_url", `Port ${port} belongs to another service than the web. Use another port.`);
  }
  const isDemo = url.origin === rules.demoOrigin && isDemoPath(url.pathname);
  if (!isDemo) checkHost(hostOf(url), port, rules);
  return { url, isDemo };
}

/** Returns the host in the form for the resolver and the socket: IPv6 without brackets. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

/** Returns the explicit or implied port of an address. */
export function portOf(url: URL): number {
  return Number(url.port || (url.protocol === "https:" ? 443 : 80));
}

/**
 * Checks the addresses that a host name resolves to, and refuses it if any of them may not be called.
 * The message does not contain the address, because it would reveal the internal network to strangers.
 * @throws OutboundFailure `blocked_address`.
 */
export function checkResolved(host: string, addresses: string[], port: number, rules: OutboundRules): void {
  if (rules.allowedHosts.has(host, port)) return;
  for (const address of addresses) {
    const fault = rules.allowedHosts.has(address, port) ? null : addressFault(address);
    if (fault) throw blocked(`The name ${host} leads to an address that is ${fault}.`, host, port);
  }
}

/** Names of the machine itself or of its cloud's metadata, whatever they resolve to. */
const PRIVATE_NAMES =
  /^(?:(?:.+\.)?localhost|localhost\.localdomain|metadata(?:\.google\.internal|\.goog)?|instance-data)$/;

/**
 * Checks a host without DNS: an IP address, or a name that is always private.
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
    `${reason} Parley only calls public addresses; the operator of this Parley can allow it by adding ${entry} to PARLEY_ALLOWED_PRIVATE_HOSTS.`,
  );
}

function parseAddress(text: string): URL {
  // The URL parser silently drops line breaks, which would leave the intended address unclear.
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

/** Next.js decodes the path one more time than the URL parser, so encoded separators could lead out of the folder. */
function isDemoPath(path: string): boolean {
  return path.startsWith("/api/demo/") && !/%(?:2e|2f|5c|25)/i.test(path);
}
