import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { ChatMessageOnWire, SessionResponse } from "@/server/channels/web/protocol";
import { en } from "@/server/schemas/widget/texts/en";

export interface ReceivedRequest {
  /** `POST session`, `POST` for a message, `GET events?after=3`, and so on. */
  call: string;
  token: string | null;
  body: Record<string, unknown>;
  response: ServerResponse;
}

type Handler = (request: ReceivedRequest) => void;

/** A chat server whose answers a test decides. */
export interface ChatServer {
  origin: string;
  received: ReceivedRequest[];
  /** What it answers, by the first word of the path; `message` is a message. */
  on: Record<"session" | "message" | "events" | string, Handler>;
  calls(): string[];
  close(): void;
}

export async function startChatServer(): Promise<ChatServer> {
  const received: ReceivedRequest[] = [];
  const on: ChatServer["on"] = {};
  const server = createServer((request, response) => void handle(request, response));
  async function handle(request: IncomingMessage, response: ServerResponse) {
    const call = `${request.method} ${(request.url ?? "").replace(/^\/api\/chat\/shop\/?/, "")}`.trim();
    const body = await text(request).catch(() => "");
    const taken: ReceivedRequest = {
      call,
      token: request.headers.authorization?.replace("Bearer ", "") ?? null,
      body: body.startsWith("{") ? (JSON.parse(body) as Record<string, unknown>) : { raw: body },
      response,
    };
    received.push(taken);
    const handler = on[/^\w+ (\w+)/.exec(call)?.[1] ?? "message"];
    if (handler) handler(taken);
    else response.writeHead(404).end("{}");
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    on,
    calls: () => received.map(({ call }) => call),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

export function refuse(response: ServerResponse, status: number, message: string, retryAfter?: number): void {
  response.writeHead(status, {
    "content-type": "application/json",
    ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
  });
  response.end(JSON.stringify({ error: { code: "x", message } }));
}

/** Begins a stream of events; `write` adds chunks of the answer. */
export function beginStream(response: ServerResponse): (...chunks: object[]) => void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
  return (...chunks) => {
    for (const chunk of chunks) response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
}

/** Answers a message with a text. */
export function answer(response: ServerResponse, id: string, content: string): void {
  beginStream(response)(...answerChunks(id, content), { type: "finish" });
  response.end("data: [DONE]\n\n");
}

export function answerChunks(id: string, content: string): object[] {
  return [
    { type: "start", messageId: id },
    { type: "text-start", id: "text-1" },
    ...[...content].map((delta) => ({ type: "text-delta", id: "text-1", delta })),
    { type: "text-end", id: "text-1" },
    { type: "data-end", data: { turnId: `turn-${id}`, outcome: "saved" } },
  ];
}

export function stored(id: string, changes: Partial<ChatMessageOnWire> = {}): ChatMessageOnWire {
  return {
    id,
    external_id: null,
    sender: "ai",
    text: `Text of ${id}`,
    markdown: null,
    files: [],
    created_at: "2026-03-01T12:00:00.000Z",
    author: null,
    rating: null,
    ...changes,
  };
}

export function sessionOf(visitor: string, changes: Partial<SessionResponse> = {}): SessionResponse {
  return {
    token: `${visitor}.signature`,
    title: "Shop",
    greeting: "Hello!",
    language: "en",
    direction: "ltr",
    texts: en,
    appearance: {
      theme: "auto",
      color: "#2563eb",
      corner: 16,
      position: "right",
      offsetX: 20,
      offsetY: 20,
      zIndex: 1,
      avatar_url: null,
    },
    features: {
      upload: true,
      voice: true,
      feedback: true,
      rating: true,
      transcript: true,
      person: true,
      restart: true,
      sound: false,
    },
    image_hosts: [],
    consent: null,
    pre_chat: [],
    answered_by: { kind: "bot", name: null, photo_url: null },
    rating: null,
    can_email: false,
    max_file_bytes: 1000,
    messages: [],
    cursor: null,
    earlier: null,
    ...changes,
  };
}
