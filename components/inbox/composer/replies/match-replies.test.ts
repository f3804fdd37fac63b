import { describe, expect, it } from "vitest";
import type { SavedReply } from "../../inbox-types";
import { findSlash, matchReplies } from "./match-replies";

describe("A slash in a message", () => {
  it.each([
    ["/", { start: 0, query: "" }],
    ["/hel", { start: 0, query: "hel" }],
    ["Hello /ref und", { start: 6, query: "ref und" }],
    ["Line\n/x", { start: 5, query: "x" }],
    ["/привет", { start: 0, query: "привет" }],
  ])("begins a search at the start of a word: %j", (text, typed) => {
    expect(findSlash(text, text.length)).toEqual(typed);
  });

  it.each(["and/or", "https://shop.example/a", "and / or", "/a/b", "/hello\n", "", `/${"x".repeat(50)}`])(
    "begins no search elsewhere: %j",
    (text) => {
      expect(findSlash(text, text.length)).toBeNull();
    },
  );

  it("counts only before the caret", () => {
    expect(findSlash("/hello there", 3)).toEqual({ start: 0, query: "he" });
    expect(findSlash("x /hello", 1)).toBeNull();
  });
});

describe("Saved replies", () => {
  const reply = (shortcut: string, name: string, text: string): SavedReply => ({ id: shortcut, shortcut, name, text });
  const replies = [
    reply("bye", "Goodbye", "See you soon."),
    reply("hi", "Greeting", "Hello and welcome."),
    reply("hello-again", "Second greeting", "Nice to see you."),
    reply("refund", "Refund", "We send the money back, goodbye."),
  ];
  const found = (query: string) => matchReplies(replies, query).map(({ shortcut }) => shortcut);

  it("are all shown for an empty search", () => expect(found(" ")).toHaveLength(4));

  it("are found by shortcut first, then by name, then by text, in any case", () => {
    expect(found("hello")).toEqual(["hello-again", "hi"]);
    expect(found("HI")).toEqual(["hi"]);
    expect(found("bye")).toEqual(["bye", "refund"]);
    expect(found("greeting second")).toEqual(["hello-again"]);
    expect(found("nothing")).toEqual([]);
  });
});
