/** The part of instrumentation.ts for Node. Separate, because the edge runtime has no process.exit. */
import { env } from "@/server/env";
import { offerDirectRoutes } from "@/server/http/direct-routes";
import { logRequests } from "@/server/log/log-requests";

// The Inngest SDK copies the whole environment several times per call. Node reads each variable of the native object
// from the operating system, so a plain copy saves about a tenth of the cost of a durable step.
process.env = { ...process.env };

try {
  env();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // Next.js would log a thrown error and continue to listen, answering every request with a 500.
  process.exit(1);
}

logRequests();

const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, OTEL_SERVICE_NAME } = env();
if (OTEL_EXPORTER_OTLP_ENDPOINT ?? OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) {
  const { startTracing } = await import("@/server/log/start-tracing");
  startTracing(OTEL_SERVICE_NAME);
}

offerDirectRoutes(async () => (await import("@/instrumentation-routes")).directRoutes);
