import { describe, expect, it } from "vitest";
import { mergeNewest, prependOlder, replaceKnown, type ThreadPiece } from "./merge-thread";

interface Entry {
  id: string;
  state?: string;
}

function piece(ids: string, nextBefore: number | null): ThreadPiece<Entry> {
  return { entries: [...ids].map((id) => ({ id })), nextBefore };
}

const ids = ({ entries }: ThreadPiece<Entry>) => entries.map(({ id }) => id).join("");

describe("a thread's end, read again", () => {
  it("is all there is at first", () => {
    expect(mergeNewest(null, piece("cde", 3))).toEqual(piece("cde", 3));
  });

  it("keeps the older pieces that were read", () => {
    expect(mergeNewest(piece("abcde", 1), piece("def", 4))).toEqual(piece("abcdef", 1));
  });

  it("lets go of what was deleted within it", () => {
    expect(ids(mergeNewest(piece("abcde", 1), piece("cef", 3)))).toBe("abcef");
  });

  it("stands alone when it begins where the thread does, or nothing older was read", () => {
    expect(mergeNewest(piece("abcd", null), piece("bcd", null))).toEqual(piece("bcd", null));
    expect(mergeNewest(piece("cde", 3), piece("cdef", 3))).toEqual(piece("cdef", 3));
  });

  it("stands alone when so much has come that a gap would lie between", () => {
    expect(mergeNewest(piece("abc", 1), piece("xyz", 24))).toEqual(piece("xyz", 24));
  });
});

it("an older piece comes in front, each entry once", () => {
  expect(prependOlder(piece("def", 4), piece("bcd", 2))).toEqual(piece("bcdef", 2));
  expect(prependOlder(piece("def", 4), piece("", null))).toEqual(piece("def", null));
});

it("what has changed is taken over where it stands", () => {
  const known = piece("abc", 1);
  const changed = replaceKnown(known, [{ id: "b", state: "delivered" }, { id: "z" }]);
  expect(changed.entries).toEqual([{ id: "a" }, { id: "b", state: "delivered" }, { id: "c" }]);
  expect(changed.nextBefore).toBe(1);
});
