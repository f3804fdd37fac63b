import { describe, expect, it } from "vitest";
import { textParts as serverParts } from "@/server/conversations/text-parts";
import { stored } from "../testing/chat-server.ts";
import { appendText, endAnswer, type Log, mergeStored, newAnswer, textOf, toShown } from "./shown-messages.ts";

const idsOf = (log: Log) => log.map(({ id }) => id);
const asked = toShown(stored("m1", { sender: "customer", external_id: "u1", text: "Send it" }));
const streaming = appendText([asked, newAnswer("a1")], "There.", true);
const saved = { turnId: "t1", outcome: "saved" as const };

describe("The text of a message", () => {
  it.each([
    ["Hi\n\n*a* and *b*", { from: 2, to: 13 }],
    ["Hi\n\n*a*\n\nBye", { from: 4, to: 7 }],
    [" as typed ", null],
    ["", null],
    ["*a*", { from: 0, to: 3 }],
  ])("%j has the same parts as on the server", (text, markdown) => {
    const message = toShown(stored("m1", { text, markdown }));
    expect(message.text).toEqual(serverParts({ text, markdown }));
    expect(message.isByModel).toBe(markdown !== null);
  });

  it("that streams in has a part for each call of the model", () => {
    const log = appendText(appendText(streaming, " More.", false), "Then.", true);
    expect(log.at(-1)?.text.map(({ text }) => text)).toEqual(["There. More.", "Then."]);
    expect(appendText([asked], "Lost", true)).toEqual([asked]);
  });
});

describe("Stored messages", () => {
  it("are inserted after the message that is stored before them, and otherwise at the end", () => {
    const log = mergeStored([], [stored("m1"), stored("m4")]);
    expect(idsOf(mergeStored(log, [stored("m1"), stored("m2"), stored("m3")]))).toEqual(["m1", "m2", "m3", "m4"]);
    expect(idsOf(mergeStored(log, [stored("m5")]))).toEqual(["m1", "m4", "m5"]);
  });

  it("come before the answer that streams in, and replace it under its id", () => {
    const log = mergeStored(mergeStored(streaming, [stored("m2")]), [stored("m3")]);
    expect(idsOf(log)).toEqual(["u1", "m2", "m3", "a1"]);
    const whole = mergeStored(log, [stored("a1", { text: "There it is." })]);
    expect([whole.length, whole.at(-1)?.state, whole.at(-1) && textOf(whole.at(-1) ?? asked)]).toEqual([
      4,
      "stored",
      "There it is.",
    ]);
  });

  it("that are shown stay the same objects unless their content differs", () => {
    const file = { name: "a.pdf", url: "https://parley.example.com/a?1", size_bytes: 3, mime_type: "application/pdf" };
    const log = mergeStored([], [stored("m1", { files: [file] })]);
    const again = stored("m1", { files: [{ ...file, url: "https://parley.example.com/a?2" }] });
    expect(mergeStored(log, [again])[0]).toBe(log[0]);
    expect(mergeStored(log, [{ ...again, rating: "positive" }])[0]?.rating).toBe("positive");
  });

  it("keep the visitor's own id, author, files and options", () => {
    const quick_replies = [{ label: "Yes", value: "yes" }];
    const [message] = mergeStored(
      [],
      [stored("m1", { sender: "employee", author: { name: "Eve", photo_url: null }, quick_replies })],
    );
    expect(message).toMatchObject({
      id: "m1",
      author: { name: "Eve" },
      interactive: { quick_replies },
      state: "stored",
    });
    expect(asked.id).toBe("u1");
  });
});

describe("The end of an answer", () => {
  it("keeps the streamed text, replaces it, or removes it", () => {
    expect(endAnswer(streaming, saved, "a1").at(-1)).toMatchObject({ state: "stored", isByModel: true });
    const fixed = endAnswer(streaming, { ...saved, text: "Sorry." }, "a1").at(-1);
    expect(fixed).toMatchObject({ id: "a1", text: [{ format: "plain", text: "Sorry." }], isByModel: false });
    expect(endAnswer(streaming, { ...saved, text: null }, "a1")).toEqual([asked]);
    expect(endAnswer(streaming, { turnId: "t1", outcome: "overtaken" }, "a1")).toEqual([asked]);
  });

  it("shows an answer that did not stream, and the further messages of a split one, once", () => {
    const end = { ...saved, text: "First.", more: [stored("a1-2")] };
    const log = endAnswer([asked], end, "a1");
    expect(idsOf(log)).toEqual(["u1", "a1", "a1-2"]);
    expect(idsOf(endAnswer(log, end, "a1"))).toEqual(["u1", "a1", "a1-2"]);
    expect(endAnswer([asked], { turnId: null, outcome: "duplicate" }, "")).toEqual([asked]);
    expect(endAnswer([asked], { turnId: null, outcome: "person" }, "")).toEqual([asked]);
  });

  it("keeps options that came with the streamed text", () => {
    const interactive = { quick_replies: [{ label: "Yes", value: "yes" }] };
    const log = streaming.map((message) => (message.id === "a1" ? { ...message, interactive } : message));
    expect(endAnswer(log, { ...saved, text: "Here." }, "a1").at(-1)?.interactive).toEqual(interactive);
  });
});
