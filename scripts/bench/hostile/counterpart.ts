import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import {
  emptyCells,
  LONG_QUOTES_SECRET,
  manyNumbers,
  MB,
  nearMisses,
  OPEN_TAGS,
  QUOTES_SECRET,
  SLASHES_SECRET,
  TINY_SENTENCES,
} from "../../../server/testing/worst-inputs.ts";
import { listen } from "../listen.ts";

export interface Counterpart {
  url: string;
  /** Resolves with the text of the next message that a custom channel delivers. */
  nextDelivery(): Promise<string>;
  close(): void;
}

/** The answers by path. Paths with `/v1` are those of a model's server. */
const ANSWERS: Record<string, () => { status: number; type: string; body: string }> = {
  "/tags/v1/chat/completions": () => ({ status: 500, type: "text/html", body: OPEN_TAGS }),
  "/sentences/v1/chat/completions": () => ({ status: 200, type: "text/event-stream", body: speak(TINY_SENTENCES) }),
  "/quotes": () => ({ status: 200, type: "text/plain", body: nearMisses(QUOTES_SECRET, 100_000) }),
  "/long-quotes": () => ({ status: 200, type: "text/plain", body: nearMisses(LONG_QUOTES_SECRET, MB) }),
  "/slashes": () => ({ status: 200, type: "text/plain", body: nearMisses(SLASHES_SECRET, 100_000) }),
  "/numbers": () => ({ status: 200, type: "application/json", body: manyNumbers(500_000) }),
  "/text-1m": () => ({ status: 200, type: "text/plain", body: "x".repeat(MB) }),
  "/sheet.csv": () => ({ status: 200, type: "text/csv", body: emptyCells(25 * MB) }),
};

/** A customer's systems and a model's server that give the worst possible answers. */
export async function startCounterpart(): Promise<Counterpart> {
  let heard = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    void answer(request, response, (body) => heard.resolve(body));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    nextDelivery: () => {
      heard = Promise.withResolvers();
      return heard.promise;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, onDelivery: (body: string) => void) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const path = request.url ?? "/";
  if (path === "/delivery") onDelivery(Buffer.concat(chunks).toString("utf8"));
  const { status, type, body } = ANSWERS[path]?.() ?? { status: 200, type: "text/plain", body: "ok" };
  response.writeHead(status, { "content-type": type }).end(body);
}

function speak(content: string): string {
  const event = (choice: object) =>
    `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "bench", choices: [{ index: 0, ...choice }] })}\n\n`;
  return `${event({ delta: { role: "assistant", content }, finish_reason: null })}${event({ delta: {}, finish_reason: "stop" })}data: [DONE]\n\n`;
}
