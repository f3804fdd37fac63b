import { describe, expect, it } from "vitest";
import { mergeNewestPage } from "./merge-rows";

const at = (second: number) => `2026-03-01T12:00:${String(second).padStart(2, "0")}.000000Z`;
const row = (id: string, second: number) => ({ id, lastMessageAt: at(second) });
const page = (rows: ReturnType<typeof row>[], nextCursor: string | null = "more") => ({ rows, nextCursor });
const ids = (pages: { rows: { id: string }[] }[]) => pages.map(({ rows }) => rows.map(({ id }) => id).join(""));

describe("The newest page, read again,", () => {
  const pages = [page([row("a", 50), row("b", 40)]), page([row("c", 30), row("d", 20)]), page([row("e", 10)], null)];

  it("replaces the first page", () => {
    expect(ids(mergeNewestPage(pages, page([row("a", 50), row("b", 40)])))).toEqual(["ab", "cd", "e"]);
  });

  it("keeps a row that a new one has pushed out, once", () => {
    expect(ids(mergeNewestPage(pages, page([row("x", 55), row("a", 50)])))).toEqual(["xa", "bcd", "e"]);
  });

  it("takes over a row that has moved up from an older page", () => {
    expect(ids(mergeNewestPage(pages, page([row("d", 59), row("a", 50)])))).toEqual(["da", "bc", "e"]);
  });

  it("drops a row that no longer matches the filters", () => {
    const merged = mergeNewestPage(pages, page([row("a", 50), row("c", 30)]));
    expect(ids(merged)).toEqual(["ac", "d", "e"]);
  });

  it("orders rows of the same instant by their ids", () => {
    const tied = [page([row("b", 50), row("a", 50)]), page([row("0", 50)])];
    expect(ids(mergeNewestPage(tied, page([row("c", 50), row("b", 50)])))).toEqual(["cb", "a0"]);
  });

  it("is the only page when nothing follows it, or when no other page was read", () => {
    expect(ids(mergeNewestPage(pages, page([row("a", 50)], null)))).toEqual(["a"]);
    expect(ids(mergeNewestPage(pages, page([], null)))).toEqual([""]);
    expect(ids(mergeNewestPage(pages.slice(0, 1), page([row("x", 55), row("a", 50)])))).toEqual(["xa"]);
  });
});
