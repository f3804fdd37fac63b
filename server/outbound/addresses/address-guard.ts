import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * Returns why an IP address may not be called, in words that follow "is" ("private", "a multicast address"), or null if
 * it is public. Every address that is not known to be public is refused (IANA special-purpose registries).
 */
export function addressFault(address: string): string | null {
  const parsed = parseStrictly(address);
  if (!parsed) return "not a valid IP address";
  return parsed instanceof ipaddr.IPv4 ? ipv4Fault(parsed) : ipv6Fault(parsed);
}

/** Returns one form for each address, so that `::ffff:10.0.0.5` equals `10.0.0.5`, and `0:0::1` equals `::1`. */
export function canonicalAddress(address: string): string {
  const parsed = parseStrictly(address);
  if (!parsed) return address;
  const isMapped = parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress();
  return (isMapped ? parsed.toIPv4Address() : parsed).toString();
}

/** Stricter than ipaddr.js, which accepts "1.2.3" and reads "::8.8.8.8" differently from the system. */
function parseStrictly(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const version = isIP(address);
  if (version === 4) return ipaddr.IPv4.parse(address);
  if (version === 0) return null;
  const hexadecimal = new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname;
  return ipaddr.IPv6.parse(hexadecimal.slice(1, -1));
}

const FAULTS = new Map<string, string>([
  ["private", "private"],
  ["uniqueLocal", "private"],
  ["deprecatedSiteLocal", "private"],
  ["loopback", "local to Parley's own server"],
  ["unspecified", "local to Parley's own server"],
  ["linkLocal", "link-local"],
  ["carrierGradeNat", "private to a network operator"],
  ["multicast", "a multicast address"],
  ["broadcast", "a broadcast address"],
]);
const RESERVED = "reserved";

/** Azure's metadata and DNS service: a public address that every Azure machine reaches privately. */
const AZURE_WIRE_SERVER = "168.63.129.16";

function ipv4Fault(address: ipaddr.IPv4): string | null {
  if (address.toString() === AZURE_WIRE_SERVER) return "a cloud metadata service";
  const range = address.range();
  return range === "unicast" ? null : (FAULTS.get(range) ?? RESERVED);
}

const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];
const NAT64: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("64:ff9b::"), 96];

function ipv6Fault(address: ipaddr.IPv6): string | null {
  // Both forms lead to the IPv4 address in them. So do 6to4 and Teredo, but these have no public hosts any more.
  if (address.isIPv4MappedAddress() || address.match(NAT64)) {
    return ipv4Fault(new ipaddr.IPv4(address.toByteArray().slice(12)));
  }
  const range = address.range();
  return range === "unicast" && address.match(GLOBAL_UNICAST) ? null : (FAULTS.get(range) ?? RESERVED);
}
