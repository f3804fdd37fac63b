import { text } from "node:stream/consumers";
import { listenLocally } from "@/db/testing/local-server";

type RequestListener = Parameters<typeof listenLocally>[0];

export interface ReceivedCall {
  method: string;
  /** Path and query. */
  url: string;
  headers: Parameters<RequestListener>[0]["headers"];
  /** The bytes as text, as they arrived. */
  body: string;
}

export interface ScenarioReceiver {
  origin: string;
  /** All requests whose body has arrived. */
  calls: ReceivedCall[];
  /** Answers a request that has arrived. */
  respond: RequestListener;
  /** Answers every request with this status and body. */
  answer(status: number, body?: unknown, headers?: Record<string, string>): void;
  /** Forgets earlier requests, and answers 200 and `{}` again. */
  reset(): void;
}

/** A customer's own system behind a scenario's webhook; it stops at the end of the test file. */
export async function startScenarioReceiver(): Promise<ScenarioReceiver> {
  const local = await listenLocally(async (request, response) => {
    const { method = "", url = "", headers } = request;
    receiver.calls.push({ method, url, headers, body: await text(request) });
    receiver.respond(request, response);
  });
  const receiver: ScenarioReceiver = {
    origin: local.origin,
    calls: [],
    respond: () => undefined,
    answer(status, body = "", headers = {}) {
      const written = typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
      receiver.respond = (_, response) => response.writeHead(status, headers).end(written);
    },
    reset() {
      receiver.calls.length = 0;
      receiver.answer(200, {});
    },
  };
  receiver.reset();
  return receiver;
}
