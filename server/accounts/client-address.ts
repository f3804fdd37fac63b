import ipaddr from "ipaddr.js";

/**
 * Whom a per-address limit counts: the last hop of X-Forwarded-For, which the nearest proxy wrote (without a proxy the
 * server itself, unless the client did). An IPv6 client owns a whole /64, so that is counted. Null when there is no
 * such address, and for loopback: that is a proxy which names nobody, or the machine's owner.
 */
export function clientAddress(headers: Headers): string | null {
  const hop = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  if (!hop || !ipaddr.isValid(hop)) return null;
  const address = ipaddr.process(hop);
  if (address.range() === "loopback") return null;
  if (address.kind() === "ipv4") return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`;
}
