import type { Dispatcher } from "undici";
import { env } from "@/server/env";
import { createDispatcher, type DispatcherOptions } from "./dispatcher";
import { outboundRules, type OutboundRules, type OutboundTarget } from "./addresses/outbound-rules";

export interface Outbound {
  rules: OutboundRules;
  userAgent: string;
  dispatcherFor(target: OutboundTarget): Dispatcher;
  /** Waits for what is under way and closes every connection. */
  close(): Promise<void>;
}

/** A way out under given rules, with its own connections. The product has one: `sharedOutbound`. */
export function createOutbound(
  rules: OutboundRules,
  options: Omit<DispatcherOptions, "rules"> & { userAgent?: string } = {},
): Outbound {
  const guarded = createDispatcher({ ...options, rules });
  // Apart from the others: a connection opened for a demo endpoint must never carry a request that is not for one.
  const demo = createDispatcher({ ...options, rules: null });
  return {
    rules,
    userAgent: options.userAgent ?? "Parley/1.0",
    dispatcherFor: (target) => (target.isDemo ? demo : guarded),
    async close() {
      await Promise.all([guarded.close(), demo.close()]);
    },
  };
}

let shared: Outbound | undefined;

/** The way out of this process. */
export function sharedOutbound(): Outbound {
  shared ??= createOutbound(outboundRules(), { userAgent: `Parley/1.0 (+${env().PARLEY_URL})` });
  return shared;
}
