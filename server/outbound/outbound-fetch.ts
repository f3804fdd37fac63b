import type { Dispatcher } from "undici";
import { exchange, hangUp } from "./exchange";
import { explainFailure } from "./explain-failure";
import { sharedOutbound, type Outbound } from "./outbound";
import { OutboundFailure, type OutboundErrorCode } from "./outbound-failure";
import { checkTarget } from "./outbound-rules";
import { prepareHeaders } from "./request-headers";
import { decodeBody } from "./response-body";

/** Longest silence of a model that thinks before it speaks. */
const SILENCE_MS = 300_000;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * A fetch for SDKs whose base URL a user typed: the same guard as sendOutbound, bodies that stream, no redirects.
 * It rejects with an OutboundFailure, or as fetch does (TypeError "fetch failed") where trying again makes sense.
 */
export function createOutboundFetch(): typeof globalThis.fetch {
  return async (input, init) => fetchThrough(sharedOutbound())(input, init);
}

/** The same through a given way out. */
export function fetchThrough(outbound: Outbound, maxBytes = MAX_BYTES): typeof globalThis.fetch {
  return async (input, init) => {
    // Checked before Request sees it: its own error would repeat the credentials.
    const { url, isDemo } = checkTarget(input instanceof Request ? input.url : String(input), outbound.rules);
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const headers = prepareHeaders(Object.fromEntries(request.headers), outbound.userAgent);
    const body = request.body ? Buffer.from(await request.arrayBuffer()) : null;
    try {
      const response = await exchange(
        outbound,
        { url, isDemo },
        { method: request.method, headers, body, signal: request.signal, silenceMs: SILENCE_MS },
      );
      refuseRedirect(response, url);
      return toResponse(response, request, url, maxBytes);
    } catch (error) {
      throw failureOf(error, url, request.signal);
    }
  };
}

function refuseRedirect(response: Dispatcher.ResponseData, url: URL): void {
  if (response.statusCode < 300 || response.statusCode > 399 || response.statusCode === 304) return;
  hangUp(response);
  throw new OutboundFailure(
    "too_many_redirects",
    `${url.host} answered with a redirect (${response.statusCode}). Type the address that it leads to.`,
  );
}

function toResponse(response: Dispatcher.ResponseData, request: Request, url: URL, maxBytes: number): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers)) {
    for (const single of [value ?? []].flat()) headers.append(name, single);
  }
  const status = response.statusCode;
  if (request.method === "HEAD" || status === 204 || status === 205 || status === 304) {
    hangUp(response);
    return new Response(null, { status, headers });
  }
  return new Response(toStream(response, url, request.signal, maxBytes), { status, headers });
}

/** A web stream that reads on only when it is asked to, and hangs up when it is cancelled. */
function toStream(
  response: Dispatcher.ResponseData,
  url: URL,
  signal: AbortSignal,
  maxBytes: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoding = [response.headers["content-encoding"] ?? []].flat().join(", ");
  const chunks = decodeBody(response.body, encoding)[Symbol.asyncIterator]();
  let received = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const next = await chunks.next();
          if (next.done) return controller.close();
          received += next.value.length;
          if (received > maxBytes) throw tooLarge(url, maxBytes);
          controller.enqueue(new Uint8Array(next.value));
        } catch (error) {
          hangUp(response);
          throw failureOf(error, url, signal);
        }
      },
      cancel: () => hangUp(response),
    },
    { highWaterMark: 0 },
  );
}

function tooLarge(url: URL, maxBytes: number): OutboundFailure {
  return new OutboundFailure("protocol", `The answer of ${url.host} is larger than ${maxBytes} bytes.`);
}

/** Failures that may pass: SDKs know them by fetch's own error and try again. */
const TRANSIENT: ReadonlySet<OutboundErrorCode> = new Set(["dns", "connect", "timeout", "reset"]);

function failureOf(error: unknown, url: URL, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  const failure = explainFailure(error, url);
  return TRANSIENT.has(failure.code) ? new TypeError("fetch failed", { cause: failure }) : failure;
}
