import { describe, expect, it } from "vitest";
import type { VisibleMessage } from "@/server/conversations/list-messages";
import {
  correctAnswer,
  filesOf,
  insertBeforeAnswer,
  insertBeforeNewestAnswer,
  interactiveOf,
  isWrittenByModel,
  mergeMessages,
  textOf,
  textPartsOf,
  type ShownMessage,
} from "./shown-message";

const file = { name: "a.pdf", url: "https://parley.example.com/a", size_bytes: 3, mime_type: "application/pdf" };

function stored(id: string, changes: Partial<VisibleMessage> = {}): VisibleMessage {
  const at = "2026-03-01T12:00:00.000Z";
  return { id, external_id: null, sender: "ai", text: "Hello", markdown: null, files: [], created_at: at, ...changes };
}

const asked: ShownMessage = { id: "u1", role: "user", parts: [{ type: "text", text: "Send it" }] };
const reply: ShownMessage = { id: "m2", role: "assistant", parts: [{ type: "text", text: "There." }] };

describe("A message with a file", () => {
  it("is shown as a file, with its text if it has one", () => {
    const [alone, both] = mergeMessages(
      [],
      [stored("m1", { text: "", files: [file] }), stored("m2", { files: [file] })],
    );
    expect(alone && [textOf(alone), filesOf(alone)]).toEqual(["", [file]]);
    expect(both && [textOf(both), filesOf(both)]).toEqual(["Hello", [file]]);
    expect(filesOf(reply)).toEqual([]);
  });
});

describe("A message with options", () => {
  const quick_replies = [{ label: "Yes", value: "yes" }];

  it("has them whether it is stored or streamed", () => {
    const [message] = mergeMessages([], [stored("m1", { quick_replies })]);
    expect(message && interactiveOf(message)).toEqual({ quick_replies });
    const parts: ShownMessage["parts"] = [{ type: "data-interactive", data: { quick_replies } }];
    expect(interactiveOf({ ...reply, parts })).toEqual({ quick_replies });
    expect(interactiveOf(reply)).toBeNull();
  });

  it("counts as the model's when it is streamed or Markdown, but not when an action step or a person sent it", () => {
    const written = (changes: Partial<VisibleMessage>) =>
      mergeMessages([], [stored("m1", changes)]).map(isWrittenByModel);
    expect(isWrittenByModel(reply)).toBe(true);
    expect(written({ markdown: { from: 0, to: 5 } })).toEqual([true]);
    expect(written({ quick_replies })).toEqual([false]);
    expect(written({ sender: "employee" })).toEqual([false]);
  });

  it("keeps them when the final text replaces the streamed text", () => {
    const streamed: ShownMessage = {
      ...reply,
      parts: [...reply.parts, { type: "data-interactive", data: { quick_replies } }],
    };
    const end = { turnId: "t1", outcome: "saved" as const, text: "Here." };
    const last = correctAnswer([asked, streamed], end).at(-1);
    expect(last && [textOf(last), interactiveOf(last)]).toEqual(["Here.", { quick_replies }]);
  });
});

describe("The text of a message", () => {
  const text = "Hi\n\n*a* and *b*";
  const partsOf = (message: VisibleMessage) => mergeMessages([], [message]).flatMap(textPartsOf);

  it("is unformatted unless the model wrote it", () => {
    expect(partsOf(stored("m1", { sender: "employee", text }))).toEqual([{ format: "plain", text }]);
    expect(partsOf(stored("m1", { sender: "customer", text }))).toEqual([{ format: "plain", text }]);
    expect(partsOf(stored("m1", { text }))).toEqual([{ format: "plain", text }]);
  });

  it("is Markdown if the model wrote it, whether streamed or stored", () => {
    const model = { format: "markdown", text: "*a* and *b*" };
    expect(textPartsOf({ role: "assistant", parts: [{ type: "text", text: model.text }] })).toEqual([model]);
    expect(partsOf(stored("m1", { text, markdown: { from: 2, to: text.length } }))).toEqual([
      { format: "plain", text: "Hi" },
      model,
    ]);
  });

  it("keeps its format when it replaces the streamed text", () => {
    const end = { turnId: "t1", outcome: "saved" as const, text };
    const parts = (markdown: VisibleMessage["markdown"]) =>
      correctAnswer([asked, reply], { ...end, ...(markdown && { markdown }) })
        .slice(1)
        .flatMap(textPartsOf);
    expect(parts(null)).toEqual([{ format: "plain", text }]);
    expect(parts({ from: 2, to: text.length })).toMatchObject([{ format: "plain" }, { format: "markdown" }]);
  });
});

describe("A message that an action sends during an answer", () => {
  it("is inserted between the question and the answer, once", () => {
    const sent = [stored("m1", { text: "", files: [file] })];
    const shown = insertBeforeAnswer([asked, reply], "u1", sent);
    expect(shown.map(({ id }) => id)).toEqual(["u1", "m1", "m2"]);
    expect(insertBeforeAnswer(shown, "u1", sent)).toEqual(shown);
  });

  it("comes after earlier ones of the same answer", () => {
    const shown = insertBeforeNewestAnswer(insertBeforeNewestAnswer([asked], [stored("m1")]), [stored("m3")]);
    expect(shown.map(({ id }) => id)).toEqual(["u1", "m1", "m3"]);
    const streaming = insertBeforeNewestAnswer([asked, ...shown.slice(1), reply], [stored("m4")]);
    expect(streaming.map(({ id }) => id)).toEqual(["u1", "m1", "m3", "m4", "m2"]);
  });

  it("is left out if the chat has been restarted", () => {
    expect(insertBeforeAnswer([], "u1", [stored("m1")])).toEqual([]);
  });
});

describe("A stored message that is not shown yet", () => {
  const later: ShownMessage = { ...asked, id: "u2" };

  it("is shown after the message that is stored before it", () => {
    const page = [stored("u1"), stored("m1"), stored("u2"), stored("m2"), stored("m3")];
    expect(mergeMessages([asked, later, reply], page).map(({ id }) => id)).toEqual(["u1", "m1", "u2", "m2", "m3"]);
  });

  it("is shown last if the one before it is not known", () => {
    expect(mergeMessages([asked, later], [stored("m1"), stored("m3")]).map(({ id }) => id)).toEqual([
      "u1",
      "u2",
      "m1",
      "m3",
    ]);
  });
});

describe("An answer that is sent as several messages", () => {
  const end = { turnId: "t1", outcome: "saved" as const };

  it("replaces the streamed text, without duplicates", () => {
    const more = [stored("m2-2", { text: "Second." })];
    const shown = correctAnswer([asked, reply], { ...end, text: "First.", more });
    expect(shown.map(textOf)).toEqual(["Send it", "First.", "Second."]);
    expect(mergeMessages(shown, [stored("m2"), ...more])).toEqual(shown);
  });

  it("keeps the streamed text when the end has no text, and is removed when the text is null", () => {
    expect(correctAnswer([asked, reply], end)).toEqual([asked, reply]);
    expect(correctAnswer([asked, reply], { ...end, text: null })).toEqual([asked]);
  });
});
