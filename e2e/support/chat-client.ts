import { request } from "undici";

/** A message read from a chat endpoint's stream, for tests and the benchmark. */
export interface StreamedAnswer {
  status: number;
  text: string;
  /** The visitor token for the next message. */
  visitor: string | null;
  /** From the request to the end of the stream. */
  durationMs: number;
}

/**
 * Sends one message to a chat channel and reads the AI SDK UI-message stream to its end. Uses node:http, since the time
 * that Node's fetch takes would count as the product's in the benchmark.
 */
export async function sendChatMessage(
  url: string,
  message: { id: string; text: string; visitor?: string | null },
): Promise<StreamedAnswer> {
  const began = performance.now();
  const { statusCode, headers, body } = await request(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(message.visitor && { authorization: `Bearer ${message.visitor}` }),
    },
    body: JSON.stringify({ message: { id: message.id, role: "user", parts: [{ type: "text", text: message.text }] } }),
  });
  const text = await body.text();
  const durationMs = performance.now() - began;
  const visitor = headers["x-parley-visitor"];
  return {
    status: statusCode,
    text: statusCode === 200 ? readText(text) : text,
    visitor: typeof visitor === "string" ? visitor : null,
    durationMs,
  };
}

/** The bot's text in the stream of an answer. */
export function readText(stream: string): string {
  const chunks = stream
    .split("\n\n")
    .filter((line) => line.startsWith("data: {"))
    .map((line) => JSON.parse(line.slice(6)) as { type: string; delta?: string; data?: { text?: string } });
  const corrected = chunks.find((chunk) => chunk.type === "data-end")?.data?.text;
  return corrected ?? chunks.flatMap((chunk) => (chunk.type === "text-delta" ? [chunk.delta] : [])).join("");
}
