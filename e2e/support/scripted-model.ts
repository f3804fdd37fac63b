/** A model with an OpenAI-compatible address (`<url>/v1`) that follows the commands in the conversation. */
import type { Answer, RecordedRequest } from "./local-server.ts";

interface Asked {
  messages: { role: string; content: string | { text?: string }[] | null }[];
  tools?: { function: { name: string } }[];
}

/**
 * Calls the function that a customer names ("do book r1" → `book({ round: "r1" })`), and answers with the call's result
 * ("Done: …"). Otherwise answers with its instruction, with the customer's message in place of `…` ("I heard …").
 */
export function answerAsScripted({ body }: RecordedRequest): Answer {
  const { messages } = JSON.parse(body) as Asked;
  const last = messages.at(-1);
  const received = textOf(last?.content);
  if (last?.role === "tool") return speak(`Done: ${received}`);
  const [, name, round] = /^do (\w+) (\w+)$/.exec(received) ?? [];
  if (name !== undefined) return call(name, { round });
  const instruction = textOf(messages.find(({ role }) => role === "system")?.content);
  return speak(instruction.replace("…", received));
}

/** Answers a request for translations with `translate` of each text, as a model does that keeps to the format. */
export function answerWithTranslations({ body }: RecordedRequest, translate: (text: string) => string): Answer {
  const { messages } = JSON.parse(body) as Asked;
  const texts = textOf(messages.at(-1)?.content).matchAll(/(<text id="\d+">\n)([\s\S]*?)(\n<\/text>)/g);
  return speak([...texts].map(([, start, text = "", end]) => `${start}${translate(text)}${end}`).join("\n"));
}

/** Whether a request asks the model on behalf of a bot whose instruction starts with `instruction`. */
export function asksFor({ url, body }: RecordedRequest, instruction: string): boolean {
  if (!url.startsWith("/v1/")) return false;
  const { messages } = JSON.parse(body) as Asked;
  return textOf(messages.find(({ role }) => role === "system")?.content).startsWith(instruction);
}

function speak(content: string): Answer {
  return stream({ role: "assistant", content }, "stop");
}

function call(name: string, given: object): Answer {
  const made = { index: 0, id: `call_${Date.now()}`, type: "function" };
  return stream({ tool_calls: [{ ...made, function: { name, arguments: JSON.stringify(given) } }] }, "tool_calls");
}

function stream(delta: object, reason: string): Answer {
  const chunk = (choice: object) =>
    `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "scripted", choices: [{ index: 0, ...choice }] })}\n\n`;
  return {
    status: 200,
    headers: { "content-type": "text/event-stream" },
    body: [chunk({ delta, finish_reason: null }), chunk({ delta: {}, finish_reason: reason }), "data: [DONE]\n\n"].join(
      "",
    ),
  };
}

function textOf(content: Asked["messages"][number]["content"] | undefined): string {
  if (typeof content === "string") return content;
  return content?.map((part) => part.text ?? "").join("") ?? "";
}
