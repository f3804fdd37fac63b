import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { listenLocally } from "./local-server";

export interface ModelServer {
  /** The address to enter for a model provider. */
  baseUrl: string;
  /** Sets how later requests are answered; `number` counts them from 1. */
  answer(how: (response: ServerResponse, number: number) => unknown): void;
  /** The headers of the requests since `answer` was called. */
  requests: IncomingHttpHeaders[];
}

/** A server with the OpenAI protocol, which also makes the protocol errors that a test asks for. */
export async function startModelServer(): Promise<ModelServer> {
  let how: Parameters<ModelServer["answer"]>[0] = (response) => speak(response, ["Hello."]);
  const requests: IncomingHttpHeaders[] = [];
  const { origin } = await listenLocally(async (request, response) => {
    await text(request);
    await how(response, requests.push(request.headers));
  });
  return {
    baseUrl: `${origin}/v1`,
    requests,
    answer(next) {
      requests.length = 0;
      how = next;
    },
  };
}

/** Sends a complete answer. */
export function speak(response: ServerResponse, words: string[]): void {
  begin(response);
  for (const word of words) say(response, word);
  finish(response);
}

export function begin(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
}

export function say(response: ServerResponse, content: string): void {
  send(response, { choices: [{ index: 0, delta: { content }, finish_reason: null }] });
}

/** Sends function calls instead of an answer. */
export function callFunctions(response: ServerResponse, ...calls: [name: string, args: object][]): void {
  begin(response);
  const called = calls.map(([name, args], index) => {
    const id = `call-${process.hrtime.bigint()}-${index}`;
    return { index, id, type: "function", function: { name, arguments: JSON.stringify(args) } };
  });
  send(response, { choices: [{ index: 0, delta: { tool_calls: called }, finish_reason: null }] });
  finish(response, "tool_calls");
}

export function finish(response: ServerResponse, reason: "stop" | "tool_calls" = "stop"): void {
  send(response, { choices: [{ index: 0, delta: {}, finish_reason: reason }] });
  send(response, { choices: [], usage: { prompt_tokens: 12, completion_tokens: 3 } });
  response.end("data: [DONE]\n\n");
}

/** Refuses with a status and a provider's error body. */
export function refuse(response: ServerResponse, status: number, message: string, headers = {}): void {
  response
    .writeHead(status, { "content-type": "application/json", ...headers })
    .end(JSON.stringify({ error: { message } }));
}

function send(response: ServerResponse, value: object): void {
  response.write(`data: ${JSON.stringify({ id: "x", ...value })}\n\n`);
}
