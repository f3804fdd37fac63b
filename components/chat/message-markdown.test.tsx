import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { MessageMarkdown } from "./message-markdown";

const shown = (text: string) => renderToStaticMarkup(<MessageMarkdown text={text} />);
const hrefs = (text: string) => Array.from(shown(text).matchAll(/href="([^"]*)"/g), ([, href]) => href);

describe("The Markdown of a message", () => {
  it("keeps single tildes, which mean “about” and “to”", () => {
    const html = shown("Delivery takes 3~5 days, in winter 7~10 days.");
    expect(html).toContain("3~5 days, in winter 7~10 days.");
    expect(html).not.toContain("<del");
    expect(shown("~~20 EUR~~ 15 EUR")).toContain("<del>20 EUR</del>");
  });

  it("keeps the number of each list item as written", () => {
    const numbers = (text: string) => Array.from(shown(text).matchAll(/<li[^>]* value="(\d+)"/g), ([, n]) => n);
    expect(numbers("Free:\n\n3. Mai, 10 Uhr\n17. Mai, 12 Uhr")).toEqual(["3", "17"]);
    expect(numbers("0) zero\n7) seven\n7) seven again")).toEqual(["0", "7", "7"]);
    expect(numbers("- a\n\n  5. inner\n  9. inner too")).toEqual(["5", "9"]);
    expect(shown("1986. A great year")).toContain('data-digits="4"');
  });

  it("links phone, mail and messenger addresses, which open in their apps", () => {
    const apps = ["tel:+4930123456", "mailto:a@example.com", "sms:+4930123456", "tg://resolve?domain=shop"];
    for (const href of apps) {
      expect(hrefs(`[Call us](${href})`)).toEqual([href]);
      expect(shown(`[Call us](${href})`)).not.toContain("target=");
    }
    expect(shown("[Order](https://example.com)")).toContain('target="_blank" rel="noopener noreferrer nofollow"');
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](tel&colon;javascript:alert(1))",
    "[x](data:text/html;base64,PHN2Zz4=)",
    "[x](vbscript:msgbox)",
    "[x](blob:https://example.com/1)",
    "![x](javascript:alert(1))",
    "![x](tel:+49)",
    "<javascript:alert(1)>",
    "<img src=x onerror=alert(1)>",
    "a <script>alert(1)</script>",
    "<br onclick=alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
  ])("never runs %s", (text) => {
    const html = shown(text);
    for (const href of hrefs(text)) expect(href).toMatch(/^(?:|tel:javascript:alert\(1\))$/);
    expect(html).not.toMatch(/<(?:script|img|svg|iframe|br)/);
  });

  it("ends a bare address at punctuation of its script", () => {
    expect(hrefs("请访问https://example.com/order，谢谢。")).toEqual(["https://example.com/order"]);
    expect(shown("请访问https://example.com/order，谢谢。")).toContain("order</a>，谢谢。");
    expect(hrefs("[这里](https://example.com/订单，1)")).toEqual(["https://example.com/%E8%AE%A2%E5%8D%95%EF%BC%8C1"]);
    expect(hrefs("Read https://example.com/a–b, please.")).toHaveLength(1);
  });

  it("breaks the line at a br, and ignores other HTML", () => {
    expect(shown("| a |\n|---|\n| 1<br>2<br/>3<BR />4 |")).toMatch(/>1<br\/>\s2<br\/>\s3<br\/>\s4</);
    expect(shown("one<br>two <b>three</b>")).toMatch(/one<br\/>\stwo &lt;b&gt;three&lt;\/b&gt;/);
  });

  it("keeps each line break, without doubling it", () => {
    expect(shown("one\ntwo")).toMatch(/>one<br\/>\stwo</);
    expect(shown("one  \ntwo")).toMatch(/>one<br\/>\stwo</);
    expect(shown("- one\n  two")).toMatch(/>one<br\/>\stwo</);
    expect(shown("one\ntwo")).not.toContain("whitespace-pre");
  });

  it("sets the text direction of each block", () => {
    const html = shown("# مرحبا\n\nمرحبا بك\n\n- واحد\n\n> اقتباس\n\n| عمود |\n|---|\n| خلية |\n\n```\nرمز\n```");
    for (const tag of ["h1", "p", "ul", "blockquote", "table", "pre"]) {
      expect(html).toMatch(new RegExp(`<${tag} dir="auto"`));
    }
    expect(html).not.toContain("<li dir");
  });

  it("aligns the headers of a table with their cells", () => {
    const html = shown("| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |");
    const classes = Array.from(html.matchAll(/<t[hd] class="([^"]*)"/g), ([, name]) => name);
    expect(classes).toEqual(["text-start", "text-center", "text-right", "text-start", "text-center", "text-right"]);
    expect(html).not.toContain("style=");
  });
});
