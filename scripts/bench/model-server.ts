import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { listen } from "./listen.ts";

export interface Counterparts {
  /** The base URL for an OpenAI-compatible provider. */
  modelUrl: string;
  /** The webhook that the benchmark's action calls. */
  webhookUrl: string;
  /** Returns how long each request since the previous call really took, in milliseconds: timers are inexact. */
  takeTimes(): { model: number[]; webhook: number[] };
  close(): void;
}

interface Latencies {
  /** Milliseconds until the model's first token. */
  modelMs: number;
  webhookMs: number;
}

/**
 * Starts a model and a customer's system with fixed latencies: the model first calls `get_order_status` and then
 * answers with a sentence from the result; the webhook returns one small JSON document.
 */
export async function startCounterparts({ modelMs, webhookMs }: Latencies): Promise<Counterparts> {
  let times = { model: [] as number[], webhook: [] as number[] };
  const clock = (response: ServerResponse, what: keyof typeof times) => {
    const began = performance.now();
    response.on("finish", () => times[what].push(performance.now() - began));
  };
  const model = createServer((request, response) => {
    clock(response, "model");
    void answerAsModel(request, response, modelMs);
  });
  const webhook = createServer((_request, response) => {
    clock(response, "webhook");
    setTimeout(() => {
      response.writeHead(200, { "content-type": "application/json" }).end('{"status":"shipped","carrier":"DHL"}');
    }, webhookMs);
  });
  const [modelPort, webhookPort] = await Promise.all([listen(model), listen(webhook)]);
  return {
    modelUrl: `http://127.0.0.1:${modelPort}/v1`,
    webhookUrl: `http://127.0.0.1:${webhookPort}/orders`,
    takeTimes: () => {
      const taken = times;
      times = { model: [], webhook: [] };
      return taken;
    },
    close: () => {
      for (const server of [model, webhook]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

async function answerAsModel(request: IncomingMessage, response: ServerResponse, modelMs: number): Promise<void> {
  const due = sleep(modelMs);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const asked = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { messages: { role: string }[] };
  const deltas = asked.messages.at(-1)?.role === "tool" ? sentence() : toolCall();
  await due;
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const delta of deltas) response.write(event({ choices: [{ index: 0, delta, finish_reason: null }] }));
  const finish = asked.messages.at(-1)?.role === "tool" ? "stop" : "tool_calls";
  response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: finish }] }));
  response.write(event({ choices: [], usage: { prompt_tokens: 200, completion_tokens: 20, total_tokens: 220 } }));
  response.end("data: [DONE]\n\n");
}

function toolCall() {
  const call = { index: 0, id: "call_1", type: "function", function: { name: "get_order_status", arguments: "" } };
  const rest = { index: 0, function: { arguments: '{"order_number":"A-1042"}' } };
  return [{ role: "assistant", content: null, tool_calls: [call] }, { tool_calls: [rest] }];
}

function sentence() {
  return ["Order A-1042 ", "has been ", "shipped ", "with DHL."].map((content) => ({ content }));
}

function event(body: object): string {
  const chunk = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "bench", ...body };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}
