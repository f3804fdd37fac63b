import { describe, expect, it } from "vitest";
import { findAddresses } from "./find-addresses.ts";

const links = (text: string) => findAddresses(text).flatMap(({ href }) => (href === null ? [] : [href]));
const joined = (text: string) =>
  findAddresses(text)
    .map((piece) => piece.text)
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
    ["请写到info@example.com。", ["mailto:info@example.com"]],
    ["http://localhost:3000/x and HTTPS://EXAMPLE.COM", ["http://localhost:3000/x", "HTTPS://EXAMPLE.COM"]],
    ["“https://example.com/a”…", ["https://example.com/a"]],
  ])("are found in %s", (text, found) => {
    expect(links(text)).toEqual(found);
    expect(joined(text)).toBe(text);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "main.rs and file.name",
    "C:\\new\\*.txt",
    "xhttps://example.com",
    "https://",
    "www.",
    "a@b",
    "",
  ])("do not include %s", (text) => {
    expect(links(text)).toEqual([]);
    expect(joined(text)).toBe(text);
  });

  it.each(["http://a/(", "http://", "www.", "@a.", "a@", "https://a.", "http://a/)", "a", "a-"])(
    "are searched for in a time that grows with the length of a text that repeats %s",
    (piece) => {
      const text = piece.repeat(50_000 / piece.length);
      const began = performance.now();
      expect(joined(text)).toBe(text);
      expect(performance.now() - began).toBeLessThan(3000);
    },
  );
});
