import type { IncomingHttpHeaders, RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { listenLocally } from "./local-server";

export interface ReceivedEvent {
  path: string;
  headers: IncomingHttpHeaders;
  /** The exact text, which is signed. */
  body: string;
}

export interface EventReceiver {
  origin: string;
  /** All requests whose body has arrived. */
  requests: ReceivedEvent[];
  /** The highest number of requests at the same time. */
  mostAtOnce: number;
  /** Answers a request that has arrived. */
  respond: RequestListener;
  /** Forgets earlier requests and answers 200 again. */
  reset(): void;
}

/** A company's own server that receives events; it stops at the end of the test file. */
export async function startEventReceiver(): Promise<EventReceiver> {
  let open = 0;
  const local = await listenLocally(async (request, response) => {
    const body = await text(request);
    receiver.requests.push({ path: request.url ?? "", headers: request.headers, body });
    open += 1;
    receiver.mostAtOnce = Math.max(receiver.mostAtOnce, open);
    response.on("close", () => (open -= 1));
    receiver.respond(request, response);
  });
  const receiver: EventReceiver = {
    origin: local.origin,
    requests: [],
    mostAtOnce: 0,
    respond: ok,
    reset() {
      receiver.requests.length = 0;
      receiver.mostAtOnce = 0;
      receiver.respond = ok;
    },
  };
  return receiver;
}

const ok: RequestListener = (_, response) => response.writeHead(200).end("thank you");
