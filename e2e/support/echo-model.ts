/** A model that repeats the last line of the customer, with an OpenAI-compatible API. */
import { type LocalServer, startLocalServer } from "./local-server.ts";

interface Asked {
  messages: { role: string; content: string | { type: string; text?: string }[] }[];
}

/** Its base URL is `<url>/v1`. */
export function startEchoModel(): Promise<LocalServer> {
  return startLocalServer(({ body }) => {
    const { messages } = JSON.parse(body) as Asked;
    const content = messages.findLast(({ role }) => role === "user")?.content ?? "";
    const text = typeof content === "string" ? content : content.map((part) => part.text ?? "").join("");
    // Consecutive customer messages without a delivered answer between them arrive as one.
    const lastLine = text.split("\n").at(-1);
    const chunk = (part: object) =>
      `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "echo", ...part })}\n\n`;
    return {
      status: 200,
      headers: { "content-type": "text/event-stream" },
      body: [
        chunk({ choices: [{ index: 0, delta: { role: "assistant", content: `You said: ${lastLine}` } }] }),
        chunk({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }),
        "data: [DONE]\n\n",
      ].join(""),
    };
  });
}
