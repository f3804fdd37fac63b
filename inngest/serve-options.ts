import { env } from "@/server/env";
import { inngest } from "@/server/outbox/inngest-client";
import { functions } from "./functions/registry";

/**
 * The options with which /api/inngest serves the durable functions on any server. The functions are registered at the
 * product's own address, since a request's Host header is not trustworthy, and only a signed request may register them.
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
