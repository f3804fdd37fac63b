import type { Dispatcher } from "undici";
import type { Outbound } from "./outbound";
import type { OutboundTarget } from "./addresses/outbound-rules";

export interface ExchangeRequest {
  method: string;
  headers: Record<string, string>;
  body: string | Buffer | null;
  signal: AbortSignal | null;
  /** The longest pause before the headers and within the body, in ms; 0 if only the signal ends the request. */
  silenceMs: number;
}

/** Sends one request to a checked target and returns the head of the response; its body is read later. */
export async function exchange(
  outbound: Outbound,
  target: OutboundTarget,
  request: ExchangeRequest,
): Promise<Dispatcher.ResponseData> {
  const { url } = target;
  request.signal?.throwIfAborted();
  const response = outbound.dispatcherFor(target).request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: request.method,
    headers: request.headers,
    body: request.body,
    signal: request.signal,
    headersTimeout: request.silenceMs,
    bodyTimeout: request.silenceMs,
  });
  return request.signal ? untilAborted(response, request.signal) : response;
}

/** Closes the connection of a body that is no longer needed. */
export function hangUp({ body }: Dispatcher.ResponseData): void {
  // undici reports the closed connection as an error of the body.
  if (!body.readableEnded) body.on("error", () => undefined).destroy();
}

/**
 * undici checks the signal only after it is connected, but a slow resolver or handshake must respect the deadline, too.
 */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
