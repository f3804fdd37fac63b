import { request } from "undici";

/** What a chat endpoint's stream said, for tests and the benchmark. */
export interface StreamedAnswer {
  status: number;
  text: string;
  /** The visitor token to go on with. */
  visitor: string | null;
  /** From the request to the stream's end. */
  durationMs: number;
}

/**
 * Sends one message to a chat channel and reads the AI SDK UI-message stream to its end. By a plain request: what Node's
 * fetch takes itself would count as the product's time in the benchmark, and take the machine's from it.
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
