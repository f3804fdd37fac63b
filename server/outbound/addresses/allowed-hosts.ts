import { canonicalAddress } from "./address-guard";

/** The private hosts that the operator allows; `has` accepts a host name or an IP address, as typed or as resolved. */
export interface AllowedHosts {
  has(host: string, port: number): boolean;
}

/**
 * Parses PARLEY_ALLOWED_PRIVATE_HOSTS: `host` (every port) or `host:port`, comma-separated; IPv6 with a port in
 * brackets.
 * @throws Error that names an entry which is neither.
 */
export function parseAllowedHosts(text: string): AllowedHosts {
  const entries = text
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  const allowed = new Set(entries.map(parseEntry));
  return {
    has(host, port) {
      const name = canonicalHost(host);
      return allowed.has(name) || allowed.has(`${name} ${port}`);
    },
  };
}

/** Normalises a host: no brackets or trailing dot, lower case, and IP addresses in canonical form. */
function canonicalHost(host: string): string {
  return canonicalAddress(
    host
      .toLowerCase()
      .replace(/^\[(.*)\]$/, "$1")
      .replace(/\.$/, ""),
  );
}

function parseEntry(entry: string): string {
  const isBareIpv6 = /^[\da-f:.]*:[\da-f:.]*:[\da-f:.]*$/i.test(entry);
  const parts = isBareIpv6 ? null : /^(\[[^\]]+\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(entry);
  const host = isBareIpv6 ? `[${entry}]` : parts?.[1];
  const address = `http://${host ?? ""}`;
  // The URL parser converts 0x7f.1 or Bücher.example in the same way as in a typed address.
  const url = host !== undefined && !/[/?#@\\]/.test(host) && URL.canParse(address) ? new URL(address) : null;
  if (!url || Number(parts?.[2] ?? 0) > 65_535) {
    throw new Error(`PARLEY_ALLOWED_PRIVATE_HOSTS: "${entry}" is neither a host nor host:port.`);
  }
  const name = canonicalHost(url.hostname);
  return parts?.[2] === undefined ? name : `${name} ${Number(parts[2])}`;
}
