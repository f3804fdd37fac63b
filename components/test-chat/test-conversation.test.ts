import { afterEach, describe, expect, it, vi } from "vitest";
import { TestConversation } from "./test-conversation";

const chunks = (...of: object[]) =>
  `${of.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("")}data: [DONE]\n\n`;
const streamed = (id: string, ...end: object[]) =>
  new Response(
    chunks(
      { type: "start", messageId: id },
      { type: "text-start", id: "t" },
      { type: "text-delta", id: "t", delta: "Hi." },
      ...end,
    ),
  );
const saved = { type: "data-end", data: { turnId: "turn_1", outcome: "saved", failure: "No model." } };

afterEach(() => vi.restoreAllMocks());

function answerWith(...answers: (() => Response)[]): string[] {
  const ids: string[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation((_, init) => {
    const body = JSON.parse(String(init?.body)) as { chatId: string; message: { id: string } };
    ids.push(`${body.chatId}:${body.message.id}`);
    return Promise.resolve(answers.shift()?.() ?? Response.error());
  });
  return ids;
}

describe("A test chat", () => {
  it("records the turn of each answer and why it failed", async () => {
    answerWith(() => streamed("msg_1", saved));
    const test = new TestConversation("bot_1", "c1");
    test.send({ text: "Hello" });
    await expect.poll(() => test.chat.isBusy.value).toBe(false);
    const [asked, answer] = test.chat.messages.value;
    expect([asked?.sender, answer?.id, answer?.state]).toEqual(["customer", "msg_1", "stored"]);
    expect(test.turns.value).toEqual({ [asked?.id ?? ""]: { turnId: "turn_1", failure: "No model." } });
  });

  it("removes an answer that was cut, and asks again under a new id in its place", async () => {
    const ids = answerWith(
      () => streamed("msg_0", saved),
      () => streamed("msg_1"),
      () => streamed("msg_2", saved),
    );
    const test = new TestConversation("bot_1", "c1");
    test.send({ text: "First" });
    await expect.poll(() => test.chat.isBusy.value).toBe(false);
    test.send({ text: "Second" });
    await expect.poll(() => test.chat.isBusy.value).toBe(false);
    expect([test.chat.messages.value.length, test.chat.problem.value]).toEqual([
      3,
      expect.stringMatching(/can't be reached/),
    ]);
    test.retry();
    await expect.poll(() => test.chat.isBusy.value).toBe(false);
    expect(test.chat.messages.value.map(({ id }) => id)).toEqual([
      expect.any(String),
      "msg_0",
      expect.any(String),
      "msg_2",
    ]);
    expect(new Set(ids).size).toBe(3);
  });

  it("shows why a message was refused, and sends it again under a new id", async () => {
    const ids = answerWith(
      () => Response.json({ error: { message: "Too long." } }, { status: 422 }),
      () => streamed("msg_1", saved),
    );
    const test = new TestConversation("bot_1", "c1");
    test.send({ text: "Hello" });
    await expect.poll(() => test.chat.problem.value).toBe("Too long.");
    test.retry();
    await expect.poll(() => test.chat.messages.value.length).toBe(2);
    expect([new Set(ids).size, test.chat.problem.value]).toEqual([2, null]);
  });
});
