import { beforeEach, describe, expect, it } from "vitest";
import { draftKey, emptyDraft, readKept, writeKept } from "./draft-store";

/** A browser storage with a limited number of characters. */
function storageOf(room = Infinity) {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    removeItem: (key: string) => void values.delete(key),
    setItem(key: string, value: string) {
      if (value.length > room) throw new DOMException("full", "QuotaExceededError");
      values.set(key, value);
    },
  };
}

const key = draftKey("usr_1", "cnv_1");
const hello = { clientMessageId: "m1", text: "Hello", files: [], at: "2026-03-01T12:00:00.000Z", isNote: false };
const unsent = [{ ...hello, writtenText: null }];
let storage = storageOf();
beforeEach(() => {
  storage = storageOf();
});

describe("A conversation's draft", () => {
  it("is kept per user and conversation", () => {
    writeKept(storage, key, { draft: { ...emptyDraft, text: "Dear" } });
    expect(readKept(storage, key).draft.text).toBe("Dear");
    expect(readKept(storage, draftKey("usr_2", "cnv_1")).draft).toEqual(emptyDraft);
    expect(readKept(storage, draftKey("usr_1", "cnv_2")).draft).toEqual(emptyDraft);
  });

  it("survives storing messages beside it, and the messages survive the draft", () => {
    writeKept(storage, key, { draft: { ...emptyDraft, text: "Dear" } });
    writeKept(storage, key, { unsent });
    writeKept(storage, key, { draft: emptyDraft });
    expect(readKept(storage, key)).toEqual({ draft: emptyDraft, unsent });
  });

  it("leaves no entry in the storage when it is empty", () => {
    writeKept(storage, key, { draft: { ...emptyDraft, text: "Dear" }, unsent });
    writeKept(storage, key, { draft: emptyDraft, unsent: [] });
    expect(storage.values.size).toBe(0);
  });

  it("is empty when the stored value cannot be parsed", () => {
    storage.setItem(key, "{");
    expect(readKept(storage, key).unsent).toEqual([]);
    storage.setItem(key, '{"draft":{"text":7}}');
    expect(readKept(storage, key).draft).toEqual(emptyDraft);
  });

  it("has no translation when it was stored before translations existed", () => {
    storage.setItem(key, JSON.stringify({ draft: { text: "Dear", isNote: false, files: [] }, unsent: [hello] }));
    expect(readKept(storage, key)).toEqual({ draft: { ...emptyDraft, text: "Dear" }, unsent });
  });

  it("keeps what was written beside its translation, and that messages are translated", () => {
    const draft = { ...emptyDraft, text: "Hallo", writtenText: "Hello", isTranslated: true };
    writeKept(storage, key, { draft });
    expect(readKept(storage, key).draft).toEqual(draft);
    writeKept(storage, key, { draft: { ...emptyDraft, isTranslated: true } });
    expect(readKept(storage, key).draft.isTranslated).toBe(true);
  });

  it("does not throw when the storage is full", () => {
    const full = storageOf(10);
    writeKept(full, key, { draft: { ...emptyDraft, text: "Dear customer" } });
    expect(readKept(full, key).draft).toEqual(emptyDraft);
  });
});
