/** A real HTTP server in place of a customer's system: records requests and answers as the test defines. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface RecordedRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string>;
  body: string;
  /** When it had arrived completely, in ms since 1970. */
  at: number;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** Parts are sent as they come. */
  body?: string | AsyncIterable<string>;
}

export type Handler = (request: RecordedRequest) => Answer | Promise<Answer>;

export interface LocalServer {
  url: string;
  /** All requests so far, in order of arrival. */
  requests: RecordedRequest[];
  /** Replaces the handler for later requests. */
  answerWith(handler: Handler): void;
  /** Resolves with the first matching request, past or future. */
  request(fits: (request: RecordedRequest) => boolean, timeoutMs?: number): Promise<RecordedRequest>;
  /** Stops the server and closes its open connections. */
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1; by default answers 200 with an empty body. */
export async function startLocalServer(handler: Handler = () => ({ status: 200 })): Promise<LocalServer> {
  const requests: RecordedRequest[] = [];
  const waiting = new Set<(request: RecordedRequest) => void>();
  let current = handler;
  const server = createServer((incoming, response) => {
    void answer(incoming, response, (request) => {
      requests.push(request);
      for (const hear of waiting) hear(request);
      return current(request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  function request(fits: (request: RecordedRequest) => boolean, timeoutMs = 30_000): Promise<RecordedRequest> {
    const past = requests.find(fits);
    if (past) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const hear = (request: RecordedRequest) => {
        if (!fits(request)) return;
        clearTimeout(timer);
        waiting.delete(hear);
        resolve(request);
      };
      const timer = setTimeout(() => {
        waiting.delete(hear);
        reject(
          new Error(`No such request within ${timeoutMs} ms; there were ${requests.map((r) => r.url).join(", ")}`),
        );
      }, timeoutMs);
      waiting.add(hear);
    });
  }

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answerWith: (next) => (current = next),
    request,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(incoming: IncomingMessage, response: ServerResponse, handle: Handler): Promise<void> {
  try {
    const { status, headers, body } = await handle(await record(incoming));
    response.writeHead(status, headers);
    if (typeof body === "object") for await (const part of body) response.write(part);
    response.end(typeof body === "string" ? body : undefined);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else response.writeHead(500).end(String(error));
  }
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return {
    method: incoming.method ?? "",
    url: incoming.url ?? "",
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks).toString("utf8"),
    at: Date.now(),
  };
}
