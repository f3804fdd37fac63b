import type { IncomingHttpHeaders, RequestListener, Server } from "node:http";
import { text } from "node:stream/consumers";
import { listenLocally } from "./local-server";

/** One request to a custom channel's webhook (CONTRACTS §2). */
export interface Posted {
  path: string;
  headers: IncomingHttpHeaders;
  body: { event_type: string; chat_id: string; new_messages: { id: string; text: string }[] };
}

export interface WebhookReceiver {
  origin: string;
  server: Server;
  /** All requests whose body has arrived. */
  requests: Posted[];
  /** The highest number of concurrent requests for one chat. */
  mostOpenInAChat: number;
  /** Answers a request that has arrived. */
  respond: RequestListener;
  /** Forgets earlier requests and answers 200 again. */
  reset(): void;
}

/** A customer's own server behind a custom channel; it stops at the end of the test file. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const openByChat = new Map<string, number>();
  const count = (chat: string, by: 1 | -1) => {
    const open = (openByChat.get(chat) ?? 0) + by;
    openByChat.set(chat, open);
    receiver.mostOpenInAChat = Math.max(receiver.mostOpenInAChat, open);
  };
  const local = await listenLocally(async (request, response) => {
    const posted: Posted = {
      path: request.url ?? "",
      headers: request.headers,
      body: JSON.parse(await text(request)),
    };
    receiver.requests.push(posted);
    const chat = posted.body.chat_id;
    count(chat, 1);
    response.on("close", () => count(chat, -1));
    receiver.respond(request, response);
  });
  const receiver: WebhookReceiver = {
    ...local,
    requests: [],
    mostOpenInAChat: 0,
    respond: ok,
    reset() {
      receiver.requests.length = 0;
      receiver.mostOpenInAChat = 0;
      receiver.respond = ok;
    },
  };
  return receiver;
}

const ok: RequestListener = (_, response) => response.writeHead(200).end();
