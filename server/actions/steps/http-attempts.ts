import { redactUrl } from "@/server/outbound/addresses/redact-url";
import { maskHeaders } from "@/server/outbound/request-headers";
import type { OutboundResult } from "@/server/outbound/send-outbound";
import type { HttpAttempt } from "@/server/schemas/step-output";

interface SentRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

/**
 * Lists a step's HTTP request with its redirects. A request that was refused before sending is listed as it would have
 * been sent.
 */
export function attemptsOf(result: OutboundResult, request: SentRequest): HttpAttempt[] {
  if (result.hops.length === 0 && !result.ok) return [unsent(request, result.error.message)];
  let body = request.body;
  return result.hops.map((hop) => {
    const attempt = { ...hop, durationMs: Math.round(hop.durationMs), requestBody: body };
    // These redirects are followed by a GET without a body; 307 and 308 repeat the request.
    if (hop.status !== null && hop.status >= 301 && hop.status <= 303) body = null;
    return attempt;
  });
}

function unsent({ method, url, headers, body }: SentRequest, error: string): HttpAttempt {
  return {
    method,
    url: redactUrl(url),
    requestHeaders: maskHeaders(headers),
    requestBody: body,
    status: null,
    error,
    durationMs: 0,
    responseBytes: 0,
  };
}
