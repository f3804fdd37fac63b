import { env } from "@/server/env";
import { inngest } from "@/server/outbox/inngest-client";
import { functions } from "./functions/registry";

/**
 * How /api/inngest serves the durable functions, whichever server answers. The functions are registered at the product's
 * own address, since a request's Host header can hold anything, and only a signed request may have them registered.
 */
export function serveOptions() {
  const { INNGEST_SERVE_ORIGIN, PARLEY_URL } = env();
  return {
    client: inngest,
    functions,
    serveOrigin: new URL(INNGEST_SERVE_ORIGIN ?? PARLEY_URL).origin,
    enableUnauthedSync: false,
  };
}
