import { beforeEach, describe, expect, it } from "vitest";
import { draftKey, emptyDraft, readKept, writeKept } from "./draft-store";

/** A browser's storage, with room for so many characters. */
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
const unsent = [{ clientMessageId: "m1", text: "Hello", files: [], at: "2026-03-01T12:00:00.000Z", isNote: false }];
let storage = storageOf();
beforeEach(() => {
  storage = storageOf();
});

describe("what is typed and not sent", () => {
  it("is kept by person and conversation", () => {
    writeKept(storage, key, { draft: { ...emptyDraft, text: "Dear" } });
    expect(readKept(storage, key).draft.text).toBe("Dear");
    expect(readKept(storage, draftKey("usr_2", "cnv_1")).draft).toEqual(emptyDraft);
    expect(readKept(storage, draftKey("usr_1", "cnv_2")).draft).toEqual(emptyDraft);
  });

  it("stays when messages are kept beside it, and the other way round", () => {
    writeKept(storage, key, { draft: { ...emptyDraft, text: "Dear" } });
    writeKept(storage, key, { unsent });
    writeKept(storage, key, { draft: emptyDraft });
    expect(readKept(storage, key)).toEqual({ draft: emptyDraft, unsent });
  });

  it("leaves nothing behind once there is nothing left", () => {
    writeKept(storage, key, { draft: { ...emptyDraft, text: "Dear" }, unsent });
    writeKept(storage, key, { draft: emptyDraft, unsent: [] });
    expect(storage.values.size).toBe(0);
  });

  it("is nothing when what is kept cannot be read", () => {
    storage.setItem(key, "{");
    expect(readKept(storage, key).unsent).toEqual([]);
    storage.setItem(key, '{"draft":{"text":7}}');
    expect(readKept(storage, key).draft).toEqual(emptyDraft);
  });

  it("is no reason to fail when the storage is full", () => {
    const full = storageOf(10);
    writeKept(full, key, { draft: { ...emptyDraft, text: "Dear customer" } });
    expect(readKept(full, key).draft).toEqual(emptyDraft);
  });
});
