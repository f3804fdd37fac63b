import { describe, expect, it } from "vitest";
import { countTokens } from "./count-tokens";
import type { Block } from "./read-text";
import { splitText } from "./split-text";

const heading = (level: number, text: string, anchor: string | null = null): Block => ({
  kind: "heading",
  level,
  text,
  page: null,
  anchor,
});
const paragraph = (text: string, page: number | null = null, anchor: string | null = null): Block => ({
  kind: "paragraph",
  text,
  page,
  anchor,
});
const split = (blocks: Block[], title = "") => splitText({ title: "", blocks, warnings: [] }, title);
const sentence = (at: number) => `Sentence number ${at} tells about the delivery of parcels to our customers.`;
const sentences = (count: number) => Array.from({ length: count }, (_, at) => sentence(at)).join(" ");

describe("splitText", () => {
  it("starts a chunk at each heading and keeps the path of headings", () => {
    const chunks = split(
      [
        paragraph("Welcome."),
        heading(1, "Delivery"),
        paragraph("We deliver."),
        heading(2, "Abroad", "abroad"),
        paragraph("It costs 9 €.", 3, "abroad"),
        heading(1, "Returns"),
        paragraph("Within 30 days."),
      ],
      "Help",
    );
    expect(chunks).toEqual([
      { headings: ["Help"], text: "Welcome.", page: null, anchor: null },
      { headings: ["Help", "Delivery"], text: "We deliver.", page: null, anchor: null },
      { headings: ["Help", "Delivery", "Abroad"], text: "It costs 9 €.", page: 3, anchor: "abroad" },
      { headings: ["Help", "Returns"], text: "Within 30 days.", page: null, anchor: null },
    ]);
  });

  it("does not repeat a first heading that is the document's title", () => {
    const [chunk] = split([heading(1, "Help"), paragraph("Welcome.")], "Help");
    expect(chunk?.headings).toEqual(["Help"]);
  });

  it("does not repeat a title that is written otherwise in the first heading, as that of a file often is", () => {
    const blocks = [heading(1, "Return Policy: EU"), heading(2, "Shoes"), paragraph("Within 30 days.")];
    expect(split(blocks, "return-policy_EU")).toMatchObject([{ headings: ["return-policy_EU", "Shoes"] }]);
    const symbols = [heading(1, "→"), paragraph("Further.")];
    expect(split(symbols, "←")).toMatchObject([{ headings: ["←", "→"] }]);
  });

  it("keeps headings that have no text below them as a text", () => {
    const chunks = split([heading(1, "Prices"), heading(1, "Opening hours"), paragraph("From 9 to 5.")], "Help");
    expect(chunks.map(({ headings, text }) => ({ headings, text }))).toEqual([
      { headings: ["Help"], text: "Prices" },
      { headings: ["Help", "Opening hours"], text: "From 9 to 5." },
    ]);
    expect(split([heading(1, "Contact"), heading(2, "Berlin")])).toMatchObject([
      { headings: [], text: "Contact\nBerlin" },
    ]);
  });

  it("joins short paragraphs of a section until a chunk is full", () => {
    const blocks = Array.from({ length: 30 }, (_, at) => paragraph(sentences(3), at + 1));
    const chunks = split(blocks);
    expect(chunks.length).toBeGreaterThan(2);
    for (const { text } of chunks) {
      expect(countTokens(text)).toBeGreaterThanOrEqual(200);
      expect(countTokens(text)).toBeLessThanOrEqual(400);
    }
    expect(chunks[0]?.page).toBe(1);
    expect(chunks[1]?.page).toBeGreaterThan(1);
    expect(chunks[0]?.text).toContain("\n\n");
  });

  it("cuts a long paragraph between sentences and repeats the last of them", () => {
    const chunks = split([paragraph(sentences(100))]);
    expect(chunks.length).toBeGreaterThanOrEqual(3);
    for (const { text } of chunks) {
      expect(countTokens(text)).toBeLessThanOrEqual(400);
      expect(text).toMatch(/^Sentence number .* customers\.$/s);
    }
    const lastOfFirst = /Sentence number \d+(?!.*Sentence)/s.exec(chunks[0]?.text ?? "")?.[0] ?? "none";
    expect(chunks[1]?.text.slice(0, 200)).toContain(lastOfFirst);
  });

  it("cuts a sentence only if it is longer than a chunk, and loses no word of it", () => {
    const words = Array.from({ length: 1000 }, (_, at) => `word${at}`);
    const chunks = split([paragraph(words.join(" "))]);
    for (const { text } of chunks) expect(countTokens(text)).toBeLessThanOrEqual(400);
    expect(chunks.flatMap(({ text }) => text.split(" "))).toEqual(words);
  });

  it("cuts a text without spaces by its letters", () => {
    const chinese = "本公司向全国各地的客户免费配送商品。".repeat(100);
    const chunks = split([paragraph(chinese)]);
    for (const { text } of chunks) {
      expect(text.length).toBeLessThanOrEqual(600);
      expect(text.endsWith("。")).toBe(true);
    }
    const unbroken = split([paragraph("a".repeat(20_000))]);
    expect(unbroken.map(({ text }) => text).join("")).toBe("a".repeat(20_000));
    for (const { text } of unbroken) expect(countTokens(text)).toBeLessThanOrEqual(400);
  });

  it("writes the name of the column before each cell of a table", () => {
    const row = (cells: string[], header = ["Plan", "Price", ""]): Block => ({
      kind: "row",
      header,
      cells,
      page: null,
      anchor: null,
    });
    const [chunk] = split([row(["Basic", "10 €", "monthly"]), row(["Pro", "", ""]), row(["a", "b"], [])]);
    expect(chunk?.text).toBe("Plan: Basic; Price: 10 €; monthly\nPlan: Pro\na | b");
  });

  it("makes no chunk of a document without text", () => {
    expect(split([], "Help")).toEqual([]);
    expect(split([paragraph("  "), heading(1, " ")], "Help")).toEqual([]);
  });
});
