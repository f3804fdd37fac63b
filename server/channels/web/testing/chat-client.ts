import { collectLater } from "@/server/testing/collect-later";
import { parseJsonEventStream, uiMessageChunkSchema, type UIMessageChunk } from "ai";
import { z } from "zod";
import { interactive } from "@/server/messages/interactive";
import { answerChatMessage } from "../answer-chat-message";
import type { TurnEnd } from "../chat-stream";

export interface PostOptions {
  token?: string | null;
  headers?: Record<string, string>;
  /** A body to send in place of the message. */
  body?: string | ReadableStream<Uint8Array>;
}

export interface Posted {
  response: Response;
  /** Resolves when the endpoint's work after its response is done. */
  done: Promise<unknown>;
}

/** Sends a message as a browser does, through the function that the route calls. */
export async function postMessage(
  publicId: string,
  message: { id: string; text: string },
  { token, headers, body }: PostOptions = {},
): Promise<Posted> {
  const { later, work } = collectLater();
  const request = new Request(chatUrl(publicId), {
    method: "POST",
    headers: { "content-type": "application/json", ...bearer(token), ...headers },
    body: body ?? JSON.stringify({ message: toMessage(message) }),
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });
  const response = await answerChatMessage(request, publicId, later);
  return { response, done: work() };
}

export function toMessage({ id, text }: { id: string; text: string }) {
  return { id, role: "user", parts: [{ type: "text", text }] };
}

export function chatUrl(publicId: string, path = ""): string {
  return `http://localhost:3000/api/chat/${publicId}${path}`;
}

export function bearer(token: string | null | undefined): Record<string, string> {
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** Reads a streamed answer to its end with the AI SDK's own schema. */
export async function readAnswer(response: Response) {
  if (!response.body) throw new Error("The answer has no body.");
  const [forChunks, forText] = response.body.tee();
  const chunks: UIMessageChunk[] = [];
  const raw = new Response(forText).text();
  for await (const parsed of parseJsonEventStream({ stream: forChunks, schema: uiMessageChunkSchema })) {
    if (!parsed.success) throw parsed.error;
    chunks.push(parsed.value);
  }
  const text = chunks.flatMap((chunk) => (chunk.type === "text-delta" ? [chunk.delta] : [])).join("");
  return { chunks, types: chunks.map(({ type }) => type), text, end: readEnd(chunks), raw: await raw };
}

const markdown = z.object({ from: z.number(), to: z.number() });

const visibleMessage = z.object({
  id: z.string(),
  external_id: z.string().nullable(),
  sender: z.enum(["customer", "ai", "employee"]),
  text: z.string(),
  markdown: markdown.nullable(),
  files: z.array(z.object({ name: z.string(), url: z.string(), size_bytes: z.number(), mime_type: z.string() })),
  author: z.object({ name: z.string(), photo_url: z.string().nullable() }).nullable(),
  rating: z.enum(["positive", "negative"]).nullable(),
  created_at: z.string(),
  quick_replies: interactive.shape.quick_replies,
  buttons: interactive.shape.buttons,
  cards: interactive.shape.cards,
});

const turnEnd: z.ZodType<TurnEnd> = z.object({
  turnId: z.string().nullable(),
  outcome: z.enum(["saved", "overtaken", "person", "duplicate"]),
  text: z.string().nullable().optional(),
  markdown: markdown.optional(),
  more: z.array(visibleMessage).optional(),
  failure: z.string().optional(),
});

function readEnd(chunks: UIMessageChunk[]): TurnEnd | null {
  const end = chunks.find((chunk) => chunk.type === "data-end");
  return end && "data" in end ? turnEnd.parse(end.data) : null;
}

/** Reads the body of an error response (CONTRACTS §8). */
export async function readError(response: Response) {
  const body = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).parse(await response.json());
  return { status: response.status, ...body.error };
}
