import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { Autosave, type SaveFailure } from "./autosave";
import { type Saved, type Store } from "./kept-draft";

const schema = z.object({ name: z.string().trim().min(1), text: z.string() });
type Doc = z.infer<typeof schema>;

/** A server with one document, and a browser's storage. */
function setUp() {
  const server: Saved<Doc> = { value: { name: "Shop", text: "Be kind." }, version: "1" };
  const kept = new Map<string, string>();
  const net: { failure: SaveFailure | null; saves: number } = { failure: null, saves: 0 };
  const store: Store = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
  function others(part: Partial<Doc>) {
    server.value = { ...server.value, ...part };
    server.version = String(Number(server.version) + 1);
  }
  function open() {
    return new Autosave<Doc>(
      { ...server },
      {
        storeKey: "draft",
        schema,
        store: () => store,
        failureOf: (error) => z.custom<SaveFailure>().parse(error),
        load: async () => ({ ...server }),
        async save(_value, changes, version) {
          net.saves += 1;
          await Promise.resolve();
          if (net.failure) throw net.failure;
          if (version !== server.version) throw { kind: "conflict", message: "changed" } satisfies SaveFailure;
          others(changes);
          return server.version;
        },
      },
    );
  }
  return { server, kept, net, store, others, open };
}

const offline: SaveFailure = { kind: "unreachable", message: "We could not reach Parley." };

describe("Autosave", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("saves after a pause, once, and keeps nothing on the device", async () => {
    const { server, kept, net, open } = setUp();
    const doc = open();
    doc.change({ text: "Be brief" });
    doc.change({ text: "Be brief." });
    expect(doc.view().state).toBe("saving");
    await vi.advanceTimersByTimeAsync(700);
    expect(server.value).toEqual({ name: "Shop", text: "Be brief." });
    expect(doc.view().state).toBe("saved");
    expect(net.saves).toBe(1);
    expect(kept.size).toBe(0);
  });

  it("saves a change that is made during a save, after it", async () => {
    const { server, net, open } = setUp();
    const doc = open();
    doc.change({ text: "One" });
    const saving = doc.flush();
    doc.change({ text: "Two" });
    await saving;
    expect(server.value.text).toBe("Two");
    expect(net.saves).toBe(2);
  });

  it("does not send an invalid value, and keeps a space that is being typed", async () => {
    const { server, net, open } = setUp();
    const doc = open();
    doc.change({ name: " " });
    await doc.flush();
    expect(doc.view().state).toBe("incomplete");
    expect(net.saves).toBe(0);
    doc.change({ name: "New shop " });
    await doc.flush();
    expect(server.value.name).toBe("New shop");
    expect(doc.view()).toMatchObject({ state: "saved", draft: { name: "New shop " } });
  });

  it("keeps a change on the device while offline, and saves it when the server answers again", async () => {
    const { server, kept, net, open } = setUp();
    const doc = open();
    net.failure = offline;
    doc.change({ text: "Offline." });
    await doc.flush();
    expect(doc.view().state).toBe("offline");
    doc.change({ text: "Still offline." });
    expect(doc.view().state).toBe("offline");
    expect([...kept.values()].join("")).toContain("Still offline.");
    net.failure = null;
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.value.text).toBe("Still offline.");
    expect(doc.view().state).toBe("saved");
    expect(kept.size).toBe(0);
  });

  it("does not claim that the device keeps a change when its storage is full", async () => {
    const { net, store, open } = setUp();
    store.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    const doc = open();
    net.failure = offline;
    doc.change({ text: "Offline." });
    await doc.flush();
    expect(doc.view().state).toEqual({ error: "We could not reach Parley." });
  });

  it("shows a refusal and does not repeat it", async () => {
    const { net, open } = setUp();
    const doc = open();
    net.failure = { kind: "refused", message: "Your role cannot do this." };
    doc.change({ text: "No" });
    await doc.flush();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(doc.view().state).toEqual({ error: "Your role cannot do this." });
    expect(net.saves).toBe(1);
  });

  it("says that the user is signed out and what was typed is kept, and saves it on the page after the sign-in", async () => {
    const { server, net, open } = setUp();
    const before = open();
    net.failure = { kind: "signedOut", message: "Sign in first." };
    before.change({ text: "Be warm." });
    await before.flush();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(before.view().state).toEqual({ error: "you are signed out. What you typed is kept on this device." });
    expect(net.saves).toBe(1);
    net.failure = null;
    const after = open();
    after.restore();
    await after.flush();
    expect(server.value.text).toBe("Be warm.");
  });

  it("does not promise to keep what was typed if the device's storage is full", async () => {
    const { net, store, open } = setUp();
    store.setItem = () => {
      throw new Error("full");
    };
    const doc = open();
    net.failure = { kind: "signedOut", message: "Sign in first." };
    doc.change({ text: "Be warm." });
    await doc.flush();
    expect(doc.view().state).toEqual({ error: "Sign in first." });
  });

  it("takes up and saves the kept change after a reload", async () => {
    const { server, kept, net, open } = setUp();
    const before = open();
    net.failure = offline;
    before.change({ text: "Written on a train." });
    await before.flush();
    net.failure = null;
    const after = open();
    after.restore();
    expect(after.view().draft.text).toBe("Written on a train.");
    await after.flush();
    expect(server.value.text).toBe("Written on a train.");
    expect(kept.size).toBe(0);
  });

  it("merges changes of others in other fields", async () => {
    const { server, others, open } = setUp();
    const doc = open();
    others({ name: "Store" });
    doc.change({ text: "Mine." });
    await doc.flush();
    expect(server.value).toEqual({ name: "Store", text: "Mine." });
    expect(doc.view()).toMatchObject({ state: "saved", draft: { name: "Store", text: "Mine." } });
  });

  it("overwrites nothing that others changed, also after a reload, until the user chooses", async () => {
    const { server, others, net, open } = setUp();
    const before = open();
    net.failure = offline;
    before.change({ text: "Mine.", name: "My shop" });
    await before.flush();
    others({ text: "Theirs." });
    net.failure = null;
    await before.flush();
    expect(before.view()).toMatchObject({
      state: "conflict",
      conflict: { keys: ["text"], theirs: { text: "Theirs." } },
      draft: { text: "Mine.", name: "My shop" },
    });
    expect(server.value.text).toBe("Theirs.");

    const after = open();
    after.restore();
    expect(after.view().state).toBe("conflict");
    after.resolve("theirs");
    await after.flush();
    expect(server.value).toEqual({ text: "Theirs.", name: "My shop" });
    expect(after.view().state).toBe("saved");

    before.resolve("mine");
    await before.flush();
    expect(server.value).toEqual({ text: "Mine.", name: "My shop" });
  });

  it("ignores a kept draft that is broken or already saved", async () => {
    const { kept, net, open } = setUp();
    kept.set("draft.01", '{"base":1');
    const doc = open();
    doc.restore();
    expect(doc.view()).toMatchObject({ state: "saved", draft: { text: "Be kind." } });
    const base = { value: { name: "Shop", text: "" }, version: "0" };
    kept.set("draft.01", JSON.stringify({ base, draft: { name: "Shop", text: "Be kind." } }));
    doc.restore();
    await doc.flush();
    expect(net.saves).toBe(0);
    expect(kept.size).toBe(0);
  });

  it("keeps its change when another tab saves the same document, and takes it up after a reload", async () => {
    const { server, kept, net, open } = setUp();
    const tab = open();
    const otherTab = open();
    net.failure = offline;
    tab.change({ text: "Written on a train." });
    await tab.flush();
    net.failure = null;
    otherTab.change({ name: "Store" });
    await otherTab.flush();
    expect(server.value).toEqual({ name: "Store", text: "Be kind." });

    const reloaded = open();
    reloaded.restore();
    await reloaded.flush();
    expect(server.value).toEqual({ name: "Store", text: "Written on a train." });
    expect(kept.size).toBe(0);
  });

  it("takes up the changes of two closed tabs, and of a text that both changed, the user chooses one", async () => {
    const { server, kept, net, open } = setUp();
    net.failure = offline;
    for (const [text, name] of [
      ["First.", "Shop"],
      ["Second.", "Store"],
    ]) {
      const tab = open();
      tab.change({ text, name });
      await tab.flush();
      await vi.advanceTimersByTimeAsync(1);
    }
    net.failure = null;
    const after = open();
    after.restore();
    await after.flush();
    expect(server.value.text).toBe("First.");
    expect(after.view()).toMatchObject({ state: "conflict", draft: { text: "Second.", name: "Store" } });
    expect([...kept.values()].join("")).toContain("Second.");
    after.resolve("mine");
    await after.flush();
    expect(server.value).toEqual({ text: "Second.", name: "Store" });
    expect(kept.size).toBe(0);
  });

  it("does not keep a change again that another tab has taken up and changed further", async () => {
    const { server, net, open } = setUp();
    net.failure = offline;
    const tab = open();
    tab.change({ text: "One." });
    await tab.flush();
    await vi.advanceTimersByTimeAsync(1);
    const otherTab = open();
    otherTab.restore();
    await otherTab.flush();
    otherTab.change({ text: "One. Two." });
    await tab.flush();
    await vi.advanceTimersByTimeAsync(1);
    net.failure = null;
    const after = open();
    after.restore();
    await after.flush();
    expect(after.view().state).toBe("saved");
    expect(server.value.text).toBe("One. Two.");
  });
});
