import { describe, expect, it } from "vitest";
import { readKept, type UnsentMessage } from "./draft-store";
import { createOutgoing } from "./outgoing";

function storageOf(): Storage {
  const values = new Map<string, string>();
  return {
    length: 0,
    clear: () => values.clear(),
    key: () => null,
    getItem: (key) => values.get(key) ?? null,
    removeItem: (key) => void values.delete(key),
    setItem: (key, value) => void values.set(key, value),
  };
}

const message = (clientMessageId: string): UnsentMessage => {
  return {
    clientMessageId,
    text: `Text of ${clientMessageId}`,
    writtenText: null,
    files: [],
    at: "2026-03-01T12:00:00.000Z",
    isNote: false,
  };
};

/** A fake server that stores each message once, and fails while `isDown` is set. */
function setUp(storage = storageOf()) {
  const server = { stored: [] as string[], isDown: false, settled: 0 };
  const outgoing = createOutgoing({
    storage: () => storage,
    keyOf: (conversationId) => conversationId,
    async deliver(_, { clientMessageId: id }) {
      // The first message is slower, so that later ones could overtake it.
      await new Promise((resolve) => setTimeout(resolve, id === "m1" ? 20 : 0));
      if (server.isDown) throw new Error("No connection.");
      if (!server.stored.includes(id)) server.stored.push(id);
      return [`msg_${id}`];
    },
    settle: async () => void (server.settled += 1),
    explain: (error) => (error instanceof Error ? error.message : "?"),
  });
  return { server, outgoing, storage };
}

describe("An outgoing message", () => {
  it("is delivered in order, one at a time, and then leaves the list", async () => {
    const { server, outgoing, storage } = setUp();
    const sending = ["m1", "m2", "m3"].map((id) => outgoing.send("c1", message(id)));
    expect(outgoing.list("c1").map(({ status }) => status)).toEqual(["sending", "sending", "sending"]);
    await Promise.all(sending);
    expect(server.stored).toEqual(["m1", "m2", "m3"]);
    expect(outgoing.list("c1")).toEqual([]);
    expect(readKept(storage, "c1").unsent).toEqual([]);
  });

  it("stays in the list when it fails, and is stored once however often it is retried", async () => {
    const { server, outgoing } = setUp();
    server.isDown = true;
    await outgoing.send("c1", message("m1"));
    expect(outgoing.list("c1")).toMatchObject([{ status: "failed", failure: "No connection.", text: "Text of m1" }]);
    server.isDown = false;
    await Promise.all([outgoing.retry("c1", "m1"), outgoing.retry("c1", "m1")]);
    expect(server.stored).toEqual(["m1"]);
    expect(outgoing.list("c1")).toEqual([]);
  });

  it("survives a page reload and can then be sent or discarded", async () => {
    const first = setUp();
    first.server.isDown = true;
    await first.outgoing.send("c1", message("m1"));
    await first.outgoing.send("c1", message("m2"));
    const { outgoing, server } = setUp(first.storage);
    expect(outgoing.list("c1").map(({ status }) => status)).toEqual(["failed", "failed"]);
    outgoing.discard("c1", "m1");
    await outgoing.retry("c1", "m2");
    expect(server.stored).toEqual(["m2"]);
    expect(readKept(first.storage, "c1").unsent).toEqual([]);
  });

  it("belongs to one conversation, and every change notifies the listeners", async () => {
    const { outgoing } = setUp();
    let changes = 0;
    const stop = outgoing.subscribe(() => (changes += 1));
    await Promise.all([outgoing.send("c1", message("m1")), outgoing.send("c2", message("m2"))]);
    stop();
    expect(changes).toBeGreaterThanOrEqual(4);
    const before = outgoing.list("c1");
    expect(outgoing.list("c1")).toBe(before);
  });
});
