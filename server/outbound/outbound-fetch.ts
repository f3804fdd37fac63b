import type { Dispatcher } from "undici";
import { exchange, type ExchangeRequest, hangUp } from "./exchange";
import { explainFailure } from "./explain-failure";
import { sharedOutbound, type Outbound } from "./outbound";
import { OutboundFailure, type OutboundErrorCode } from "./outbound-failure";
import { checkTarget } from "./addresses/outbound-rules";
import { prepareHeaders } from "./request-headers";
import { decodeBody } from "./response-body";

/** The longest pause of a model that thinks before it answers. */
const SILENCE_MS = 300_000;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Creates a fetch for SDKs with a base URL that a user typed: with the guard of sendOutbound, streamed bodies and no
 * redirects. It rejects with an OutboundFailure, or like fetch (TypeError "fetch failed") if a retry makes sense.
 */
export function createOutboundFetch(): typeof globalThis.fetch {
  return async (input, init) => fetchThrough(sharedOutbound())(input, init);
}

/** Creates such a fetch with a given Outbound. */
export function fetchThrough(outbound: Outbound, maxBytes = MAX_BYTES): typeof globalThis.fetch {
  return async (input, init) => {
    // Checked before a Request is created, because its error would contain the credentials.
    const { url, isDemo } = checkTarget(input instanceof Request ? input.url : String(input), outbound.rules);
    const { method, headers, body, signal } = await readRequest(input, init);
    signal?.throwIfAborted();
    try {
      const response = await exchange(
        outbound,
        { url, isDemo },
        { method, headers: prepareHeaders(headers, outbound.userAgent), body, signal, silenceMs: SILENCE_MS },
      );
      refuseRedirect(response, url);
      return toResponse(response, { url, method, signal, maxBytes });
    } catch (error) {
      throw failureOf(error, url, signal);
    }
  };
}

type Sent = Pick<ExchangeRequest, "method" | "headers" | "body" | "signal">;

/** Reads what to send. A text, as SDKs send it to models, does not need a Request. */
async function readRequest(input: RequestInfo | URL, init: RequestInit = {}): Promise<Sent> {
  const { body = null, method = "GET", signal = null } = init;
  if (typeof body === "string" && !(input instanceof Request)) {
    const headers = new Headers(init.headers);
    if (!headers.has("content-type")) headers.set("content-type", "text/plain;charset=UTF-8");
    return { method: method.toUpperCase(), headers: Object.fromEntries(headers), body, signal };
  }
  const request = new Request(input, init);
  return {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    body: request.body ? Buffer.from(await request.arrayBuffer()) : null,
    signal: request.signal,
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

interface Asked {
  url: URL;
  method: string;
  signal: AbortSignal | null;
  maxBytes: number;
}

function toResponse(response: Dispatcher.ResponseData, asked: Asked): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers)) {
    for (const single of [value ?? []].flat()) headers.append(name, single);
  }
  const status = response.statusCode;
  if (asked.method === "HEAD" || status === 204 || status === 205 || status === 304) {
    hangUp(response);
    return new Response(null, { status, headers });
  }
  return new Response(toStream(response, asked), { status, headers });
}

/** Converts a body to a web stream, which reads on demand and closes the connection when it is cancelled. */
function toStream(
  response: Dispatcher.ResponseData,
  { url, signal, maxBytes }: Asked,
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

/** Temporary failures. SDKs recognise them by fetch's own error and retry. */
const TRANSIENT: ReadonlySet<OutboundErrorCode> = new Set(["dns", "connect", "timeout", "reset"]);

function failureOf(error: unknown, url: URL, signal: AbortSignal | null): unknown {
  if (signal?.aborted) return signal.reason;
  const failure = explainFailure(error, url);
  return TRANSIENT.has(failure.code) ? new TypeError("fetch failed", { cause: failure }) : failure;
}
