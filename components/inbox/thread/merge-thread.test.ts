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

describe("The end of a thread, read again,", () => {
  it("is the whole known thread at first", () => {
    expect(mergeNewest(null, piece("cde", 3))).toEqual(piece("cde", 3));
  });

  it("keeps the older entries that were read", () => {
    expect(mergeNewest(piece("abcde", 1), piece("def", 4))).toEqual(piece("abcdef", 1));
  });

  it("drops entries that were deleted within it", () => {
    expect(ids(mergeNewest(piece("abcde", 1), piece("cef", 3)))).toBe("abcef");
  });

  it("replaces everything when it covers the whole thread or nothing older was read", () => {
    expect(mergeNewest(piece("abcd", null), piece("bcd", null))).toEqual(piece("bcd", null));
    expect(mergeNewest(piece("cde", 3), piece("cdef", 3))).toEqual(piece("cdef", 3));
  });

  it("replaces everything when there would be a gap", () => {
    expect(mergeNewest(piece("abc", 1), piece("xyz", 24))).toEqual(piece("xyz", 24));
  });
});

it("Older entries are put in front without duplicates", () => {
  expect(prependOlder(piece("def", 4), piece("bcd", 2))).toEqual(piece("bcdef", 2));
  expect(prependOlder(piece("def", 4), piece("", null))).toEqual(piece("def", null));
});

it("Changed entries are updated in place", () => {
  const known = piece("abc", 1);
  const changed = replaceKnown(known, [{ id: "b", state: "delivered" }, { id: "z" }]);
  expect(changed.entries).toEqual([{ id: "a" }, { id: "b", state: "delivered" }, { id: "c" }]);
  expect(changed.nextBefore).toBe(1);
});
