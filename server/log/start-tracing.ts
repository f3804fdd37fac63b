import { registerOTel } from "@vercel/otel";
import { maskSpans } from "./mask-spans";

/**
 * Sends the spans of this process to the collector that the standard variables of OpenTelemetry name. Outgoing requests
 * have no spans of their own: their addresses hold keys.
 */
export function startTracing(serviceName: string): void {
  process.env["NEXT_OTEL_FETCH_DISABLED"] = "1";
  registerOTel({ serviceName, instrumentations: [], spanProcessors: [maskSpans, "auto"] });
}
