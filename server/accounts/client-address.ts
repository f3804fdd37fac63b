import ipaddr from "ipaddr.js";
import { env } from "@/server/env";

/**
 * Whom a per-address limit counts: the hop of X-Forwarded-For that the outermost trusted proxy wrote. What stands before
 * it is the client's own word. Without a trusted proxy it is the only one, written by Parley's own server. An IPv6 client
 * owns a whole /64, so that is counted. Null when there is no such address, and for loopback: that is a proxy which
 * names nobody, or the machine's owner.
 * @param proxies How many proxies stand before Parley.
 */
export function clientAddress(headers: Headers, proxies: number = env().PARLEY_TRUST_PROXY): string | null {
  const hops = headers.get("x-forwarded-for")?.split(",") ?? [];
  const hop = (hops.at(-Math.max(proxies, 1)) ?? hops[0])?.trim();
  if (!hop || !ipaddr.isValid(hop)) return null;
  const address = ipaddr.process(hop);
  if (address.range() === "loopback") return null;
  if (address.kind() === "ipv4") return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`;
}
