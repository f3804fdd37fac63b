import type { Dispatcher } from "undici";
import type { Outbound } from "./outbound";
import type { OutboundTarget } from "./addresses/outbound-rules";

export interface ExchangeRequest {
  method: string;
  headers: Record<string, string>;
  body: string | Buffer | null;
  signal: AbortSignal | null;
  /** Longest silence before the headers and within the body, in ms; 0 = the signal alone ends it. */
  silenceMs: number;
}

/** One request and the head of its answer, to a target that was checked; its body is still to be read. */
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

/** Closes the connection under a body of which no more is wanted. */
export function hangUp({ body }: Dispatcher.ResponseData): void {
  // undici reports the hang-up itself as an error of the body.
  if (!body.readableEnded) body.on("error", () => undefined).destroy();
}

/** undici looks at the signal only once it is connected; a slow resolver or handshake must not outlast the deadline. */
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
