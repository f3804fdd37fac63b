import { createServer } from "node:http";
import type { Customer } from "../../e2e/support/customer-client.ts";
import { postMessage } from "../../e2e/support/post-message.ts";
import { listen } from "./listen.ts";
import { round, summarise } from "./statistics.ts";

export interface CustomChannelFigures {
  messages: number;
  conversations: number;
  /** Milliseconds until the incoming API's own answer (202). */
  acceptedP50: number;
  acceptedP95: number;
  /** Milliseconds from the POST to the answer's arrival at the webhook. */
  answeredP50: number;
  answeredP95: number;
  messagesPerSecond: number;
  lost: number;
  duplicated: number;
}

interface Options {
  url: string;
  trpc: Customer["trpc"];
  channelId: string;
}

const MESSAGES = 500;
const CONCURRENCY = 16;
const TIMEOUT_MS = 60_000;

/** Sends one message in each of many conversations and waits for every answer at a local webhook. */
export async function measureCustomChannel({ url, trpc, channelId }: Options): Promise<CustomChannelFigures> {
  const arrived = new Map<string, number[]>();
  const receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { chat_id: string };
    arrived.set(body.chat_id, [...(arrived.get(body.chat_id) ?? []), performance.now()]);
    response.writeHead(204).end();
  });
  const port = await listen(receiver);
  await trpc.channels.update.mutate({ channelId, custom: { webhookUrl: `http://127.0.0.1:${port}/` } });
  const { token } = await trpc.channels.get.query({ channelId });
  const began = performance.now();
  const sent = await sendAll(url, token ?? "");
  while (arrived.size < MESSAGES && performance.now() - began < TIMEOUT_MS) await new Promise((r) => setTimeout(r, 20));
  const ended = Math.max(...[...arrived.values()].flat());
  receiver.closeAllConnections();
  receiver.close();
  const answered = sent.flatMap(({ chatId, at }) => (arrived.get(chatId) ?? []).slice(0, 1).map((then) => then - at));
  return {
    messages: MESSAGES,
    conversations: MESSAGES,
    acceptedP50: summarise(sent.map((s) => s.acceptedMs)).p50,
    acceptedP95: summarise(sent.map((s) => s.acceptedMs)).p95,
    answeredP50: summarise(answered).p50,
    answeredP95: summarise(answered).p95,
    messagesPerSecond: round((answered.length / (ended - began)) * 1000),
    lost: MESSAGES - arrived.size,
    duplicated: [...arrived.values()].filter((times) => times.length > 1).length,
  };
}

async function sendAll(url: string, token: string) {
  const sent: { chatId: string; at: number; acceptedMs: number }[] = [];
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < MESSAGES; n = next++) {
      const at = performance.now();
      const chatId = `bench-${n}`;
      const response = await postMessage(url, token, { chatId, text: "Where is my order A-1042?" });
      if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
      await response.arrayBuffer();
      sent.push({ chatId, at, acceptedMs: performance.now() - at });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return sent;
}
