import type { Dispatcher } from "undici";
import { fromEnv } from "@/server/env";
import { createDispatcher, type DispatcherOptions } from "./dispatcher";
import { outboundRules, type OutboundRules, type OutboundTarget } from "./addresses/outbound-rules";

export interface Outbound {
  rules: OutboundRules;
  userAgent: string;
  dispatcherFor(target: OutboundTarget): Dispatcher;
  /** Waits for requests in progress and closes every connection. */
  close(): Promise<void>;
}

/** Creates an Outbound with the given rules and its own connections. The product uses one: `sharedOutbound`. */
export function createOutbound(
  rules: OutboundRules,
  options: Omit<DispatcherOptions, "rules"> & { userAgent?: string } = {},
): Outbound {
  const guarded = createDispatcher({ ...options, rules });
  // Separate, because a connection to a demo endpoint must never be used for other requests.
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

/** Returns the Outbound of this process. */
export const sharedOutbound = fromEnv(({ PARLEY_URL }) =>
  createOutbound(outboundRules(), { userAgent: `Parley/1.0 (+${PARLEY_URL})` }),
);
