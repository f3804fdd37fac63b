import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { callbackify } from "node:util";
import { Agent, buildConnector, Pool, type Dispatcher } from "undici";
import { checkHost, checkResolved, portOf, type OutboundRules } from "./addresses/outbound-rules";

/** Returns all addresses of a host name, in the order in which they should be tried. */
export type Resolver = (host: string) => Promise<string[]>;

export interface DispatcherOptions {
  /** Null allows every address; only for targets that were checked by their full URL. */
  rules: OutboundRules | null;
  resolver?: Resolver | undefined;
  /** Certificate authorities (PEM) to trust instead of the machine's. */
  ca?: string | undefined;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** Node tries the next address after 250 ms, which is too short for distant servers. */
const NEXT_ADDRESS_AFTER_MS = 500;

/**
 * Creates a pool of keep-alive connections per origin. The socket is opened to the same addresses that were checked, so
 * a name that changes between check and connection has no effect (GHSA-2x8m-83vc-6wv4).
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  return new Agent({
    factory: (origin) => new Pool(origin, { connect: createConnector(new URL(origin), options) }),
  });
}

function createConnector(origin: URL, { rules, resolver = resolveByName, ca }: DispatcherOptions) {
  const port = portOf(origin);
  const connect = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    allowH2: false,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
    lookup: checkedLookup(resolver, port, rules),
    ...(ca === undefined ? {} : { ca }),
  });
  const guarded: buildConnector.connector = (target, callback) => {
    try {
      // A socket does not resolve an IP address, so it is checked here.
      if (rules) checkHost(target.hostname, port, rules);
    } catch (error) {
      callback(toError(error), null);
      return;
    }
    connect(target, callback);
  };
  return guarded;
}

function checkedLookup(resolver: Resolver, port: number, rules: OutboundRules | null): LookupFunction {
  const resolve = callbackify(async (host: string): Promise<[LookupAddress, ...LookupAddress[]]> => {
    const addresses = await resolver(host);
    if (rules) checkResolved(host, addresses, port, rules);
    const [first, ...others] = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (!first) throw Object.assign(new Error(`No address for ${host}`), { code: "ENOTFOUND" });
    return [first, ...others];
  });
  return (host, options, callback) =>
    resolve(host, (error, found) => {
      if (error) callback(error, "");
      else if (options.all) callback(null, found);
      else callback(null, found[0].address, found[0].family);
    });
}

async function resolveByName(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, order: "verbatim" })).map((entry) => entry.address);
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
