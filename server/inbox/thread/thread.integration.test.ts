import { beforeEach, describe, expect, it } from "vitest";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { makeInbox, type TestInbox } from "../testing/inbox";

await startEventEndpoint();

let inbox: TestInbox;
let conversationId: string;
beforeEach(async () => {
  inbox = await makeInbox();
  ({ conversationId } = await inbox.receive("Message 0"));
});

const thread = (before?: number | null, limit = 10) => inbox.viewer.thread({ conversationId, before, limit });

describe("A thread", () => {
  it("returns each entry once and in order while new messages arrive", async () => {
    for (let i = 1; i < 30; i += 1) {
      await inbox.receive(`Message ${i}`);
      if (i % 3 === 0) await inbox.ada.addNote({ conversationId, text: `Note ${i}`, clientNoteId: `n${i}` });
      if (i % 5 === 0) await inbox.ada.addTag({ conversationId, tag: `tag-${i}` });
    }
    const pages: string[][] = [];
    let before: number | null = null;
    do {
      const page = await thread(before);
      pages.unshift(page.entries.map((entry) => ("text" in entry ? entry.text : "")));
      before = page.nextBefore;
      await inbox.receive("Later");
    } while (before !== null);
    const all = pages.flat();
    expect(all).toHaveLength(30 + 9 + 5);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((text) => text.startsWith("Message"))).toEqual(
      Array.from({ length: 30 }, (_, i) => `Message ${i}`),
    );
    expect(all.indexOf("Note 3")).toBe(all.indexOf("Message 3") + 1);
    expect(all.indexOf("tag-5")).toBe(all.indexOf("Message 5") + 1);
  });

  it("includes the author and the delivery state of every message", async () => {
    const { entries, nextBefore } = await thread();
    expect(nextBefore).toBeNull();
    expect(entries).toEqual([
      {
        type: "message",
        id: expect.stringMatching(/^msg_/),
        seq: expect.any(Number),
        sender: "customer",
        author: null,
        text: "Message 0",
        markdown: null,
        files: [],
        turnId: null,
        delivery: { state: "none", deliveredAt: null, attempts: 0, error: null, nextAttemptAt: null },
        feedback: null,
        language: null,
        createdAt: expect.stringMatching(/Z$/),
      },
    ]);
  });

  it.each([0, -1, 1.5])("refuses %d as a position", async (before) => {
    await expect(thread(before)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
