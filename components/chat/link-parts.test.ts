import { describe, expect, it } from "vitest";
import { linkParts } from "./link-parts";

const links = (text: string) => linkParts(text).flatMap(({ href }) => (href === null ? [] : [href]));
const joined = (text: string) =>
  linkParts(text)
    .map((part) => part.text)
    .join("");

describe("The addresses in a plain text", () => {
  it.each([
    ["请访问https://example.com/order，谢谢。", ["https://example.com/order"]],
    ["https://example.com/a，https://example.com/b。", ["https://example.com/a", "https://example.com/b"]],
    ["See https://example.com/a?b=1&c=(2).", ["https://example.com/a?b=1&c=(2)"]],
    ["(https://example.com)", ["https://example.com"]],
    ["https://example.com/路径", ["https://example.com/路径"]],
    ["www.example.com/a, please", ["https://www.example.com/a"]],
    ["Write to info@example.com!", ["mailto:info@example.com"]],
  ])("are found in %s", (text, found) => {
    expect(links(text)).toEqual(found);
    expect(joined(text)).toBe(text);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example/x",
    "main.rs and file.name",
    "C:\\new\\*.txt",
    "",
  ])("do not include %s", (text) => {
    expect(links(text)).toEqual([]);
    expect(joined(text)).toBe(text);
  });

  it.each(["http://a/(", "http://", "www.", "@a.", "a@", "https://a.", "http://a/[(", "mailto:"])(
    "are searched for in a single pass, in a text that repeats %s",
    (piece) => {
      const text = piece.repeat(20_000 / piece.length);
      expect(joined(text)).toBe(text);
    },
  );
});
