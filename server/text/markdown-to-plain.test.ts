import { describe, expect, it } from "vitest";
import { markdownToPlain } from "./markdown-to-plain";

describe("markdownToPlain", () => {
  it.each([
    ["emphasis", "**3** _parcels_, ~~late~~ on time", "3 parcels, late on time"],
    ["a heading", "# Hours\n\nMonday", "Hours\n\nMonday"],
    ["a link", "See [our shop](https://shop.example/a_b).", "See our shop (https://shop.example/a_b)."],
    [
      "a bare address",
      "See https://shop.example/a_b_c and www.shop.example",
      "See https://shop.example/a_b_c and www.shop.example",
    ],
    [
      "an address in angle brackets",
      "<https://shop.example> <ann@shop.example>",
      "https://shop.example ann@shop.example",
    ],
    ["a link by name", "[Shop][s]\n\n[s]: https://shop.example", "Shop (https://shop.example)"],
    ["a link without an address", "[Shop][s] and [x]", "[Shop][s] and [x]"],
    ["a definition that no link uses", "[Price]: 500\n\nPer day", "[Price]: 500\n\nPer day"],
    ["an image", "![A lamp](https://shop.example/l.png)", "A lamp (https://shop.example/l.png)"],
    ["code", "Run `npm *i*`:\n\n```sh\nnpm i\n  # _done_\n```", "Run npm *i*:\n\nnpm i\n  # _done_"],
    ["a list", "- one\n- **two**\n  - three\n\nend", "- one\n- two\n  - three\n\nend"],
    ["a numbered list", "3. one\n4. two\n   1. three", "3. one\n4. two\n   1. three"],
    ["numbers in no order", "1. one\n1. two\n5. five", "1. one\n1. two\n5. five"],
    ["a range", "3~5 days or 7~9", "3~5 days or 7~9"],
    ["a list with empty lines", "1. one\n\n   more\n\n2. two", "1. one\n\n   more\n\n2. two"],
    ["tasks", "- [x] done\n- [ ] open", "- [x] done\n- [ ] open"],
    ["a table", "| Day | Hours |\n|---|---|\n| Mon | **9**–5 |\n| Sun | |", "Day | Hours\nMon | 9–5\nSun | "],
    ["a quotation", "> one\n>\n> two", "> one\n>\n> two"],
    ["line breaks", "one  \ntwo\\\nthree<br>four\nfive", "one\ntwo\nthree\nfour\nfive"],
    ["a rule", "one\n\n---\n\ntwo", "one\n\n---\n\ntwo"],
    ["a footnote", "Free[^1].\n\n[^1]: From 50 €.", "Free[1].\n\n[1] From 50 €."],
    ["escapes and entities", "2 \\* 3 &lt; 7 &amp; more", "2 * 3 < 7 & more"],
    ["HTML", "<b>now</b> <script>x</script>", "<b>now</b> <script>x</script>"],
    ["plain text", "5 * 3 = 15, snake_case_name, 1.5 kg, 👩‍👩‍👧", "5 * 3 = 15, snake_case_name, 1.5 kg, 👩‍👩‍👧"],
    ["nothing", "", ""],
  ])("keeps the visible text of %s", (_, markdown, plain) => {
    expect(markdownToPlain(markdown)).toBe(plain);
  });

  it("returns text that is nested thousands of levels deep unchanged", () => {
    for (const mark of ["> ", "- ", "1. ", ">"]) {
      const deep = `${mark.repeat(5000)}end`;
      expect(markdownToPlain(deep)).toBe(deep);
    }
    const emphasis = (pairs: number) => `${"*a ".repeat(pairs)}${"b* ".repeat(pairs)}`.trim();
    expect(markdownToPlain(emphasis(1000))).toBe(emphasis(1000).replaceAll("*", ""));
    expect(markdownToPlain(emphasis(1001))).toBe(emphasis(1001));
  });
});
