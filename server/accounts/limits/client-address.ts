import ipaddr from "ipaddr.js";
import { env } from "@/server/env";

/**
 * Returns the address for per-address limits: the entry of X-Forwarded-For that the outermost trusted proxy wrote.
 * Earlier entries come from the client and are not trusted. Without a trusted proxy there is one entry, written by
 * Parley's server. An IPv6 client owns a whole /64, so the network is counted. Returns null if there is no such
 * address, and for loopback: then a proxy names no client, or the user is on this machine.
 * @param proxies The number of proxies in front of Parley.
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
