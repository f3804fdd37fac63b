import ipaddr from "ipaddr.js";
import { env } from "@/server/env";

/**
 * The address that per-address limits count: the entry of X-Forwarded-For that the outermost trusted proxy wrote.
 * Entries before it are claims of the client. Without a trusted proxy there is one entry, written by Parley's server.
 * An IPv6 client owns a whole /64, so that network is counted. Null when there is no such address, and for loopback:
 * then a proxy names no client, or the user is at this machine.
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
