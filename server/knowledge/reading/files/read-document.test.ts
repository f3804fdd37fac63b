import { utils } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { DomainError } from "@/server/errors";
import { makeWorkbook } from "@/server/tables/testing/make-workbook";
import type { Block } from "../../chunks/read-text";
import { makeDocx, makePptx, paragraph, shape, slideTable, zipOf } from "../testing/make-office";
import { makePdf } from "../testing/make-pdf";
import { readDocument } from "./read-document";

const read = (bytes: Buffer | string, name = "file") => readDocument(Buffer.from(bytes), name, () => {});

/** Blocks in short: "h2 Title", "p text", "r name=value". */
function short(blocks: Block[]): string[] {
  return blocks.map((block) => {
    if (block.kind === "heading") return `h${block.level} ${block.text}`;
    if (block.kind === "paragraph") return `p ${block.text}`;
    return `r ${block.cells.map((cell, i) => (block.header.length > 0 ? `${block.header[i]}=${cell}` : cell)).join(", ")}`;
  });
}
const blocksOf = async (bytes: Buffer | string, name?: string) => short((await read(bytes, name)).blocks);

async function refusalOf(bytes: Buffer | string, name?: string): Promise<string> {
  const error = await read(bytes, name).then(
    () => null,
    (error: unknown) => error,
  );
  if (error instanceof DomainError) return `${error.code}: ${error.message}`;
  throw new Error(`${String(error)} is no refusal.`);
}

describe("A PDF", () => {
  const line = (text: string) => ({ text });

  it("is read with its headings, paragraphs and page numbers", async () => {
    const pdf = makePdf(
      [
        [
          { text: "Delivery", size: 18 },
          line("We deliver to all of the country within two days, and the cour-"),
          line("ier calls an hour before."),
          { text: "Parcels of more than 30 kg (large ones) take a week.", gap: 12 },
        ],
        [{ text: "Returns", size: 18 }, line("Send it back within thirty days.")],
      ],
      { title: "Terms of delivery" },
    );
    const { title, blocks, warnings } = await read(pdf);
    expect([title, warnings]).toEqual(["Terms of delivery", []]);
    expect(short(blocks)).toEqual([
      "h1 Delivery",
      "p We deliver to all of the country within two days, and the courier calls an hour before.",
      "p Parcels of more than 30 kg (large ones) take a week.",
      "h1 Returns",
      "p Send it back within thirty days.",
    ]);
    expect(blocks.map(({ page }) => page)).toEqual([1, 1, 1, 2, 2]);
  });

  it("is read without the headers, footers and page numbers that its pages repeat", async () => {
    const pages = Array.from({ length: 6 }, (_, i) => [
      line("Shop GmbH"),
      ...Array.from({ length: 5 }, (_, n) => ({ text: `It costs ${i * 3 + n * n} euros.`, gap: 20 })),
      { text: `Page ${i + 1} of 6`, size: 8, gap: 30 },
    ]);
    const texts = await blocksOf(makePdf(pages));
    expect(texts).toHaveLength(30);
    expect(texts.join()).not.toMatch(/GmbH|Page \d of 6/);
  });

  it("joins a sentence that goes on at the top of the next page", async () => {
    const pdf = makePdf([[line("The parcel is brought")], [line("by a courier.")]]);
    expect(await blocksOf(pdf)).toEqual(["p The parcel is brought by a courier."]);
  });

  it("has no title if a program wrote its own name there", async () => {
    expect((await read(makePdf([[line("A text.")]], { title: "Microsoft Word - offer.docx" }))).title).toBe("");
  });

  it("names the pages that have no text", async () => {
    const { warnings } = await read(makePdf([[line("A text.")], [], []], { imageBytes: 50 }));
    expect(warnings).toEqual(["Pages 2, 3 have no text, so they may be pictures."]);
  });

  it.each([
    ["is scanned", makePdf([[], []], { imageBytes: 500 }), /^invalid: This PDF has no text: it is scanned/],
    ["has a password", makePdf([[line("Secret")]], { isEncrypted: true }), /^invalid: .*protected by a password/],
    ["is damaged", Buffer.from("%PDF-1.7\nnothing else"), /^invalid: The PDF is damaged/],
    [
      "has more than 2,000 pages",
      makePdf(Array.from({ length: 2001 }, () => [line("A")])),
      /^invalid: The PDF has 2,001 pages; 2,000 are the most/,
    ],
  ])("that %s is refused with the reason", async (_, bytes, reason) => {
    expect(await refusalOf(bytes, "file.pdf")).toMatch(reason);
  });

  it("that was cut off is read as far as possible, or refused as damaged", async () => {
    const whole = makePdf([[line("One.")], [line("Two.")]]);
    const cut = whole.subarray(0, whole.length - 300);
    expect(await blocksOf(cut).catch((error: unknown) => String(error))).toSatisfy((result: string[] | string) =>
      typeof result === "string" ? result.includes("damaged") : result.includes("p One."),
    );
  });
});

describe("A Word document", () => {
  it("is read with headings, lists and tables", async () => {
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
    const table = `<w:tbl><w:tr>${cell("Size")}${cell("Price")}</w:tr><w:tr>${cell("S")}${cell("5 EUR")}</w:tr></w:tbl>`;
    const bytes = makeDocx(
      paragraph("Handbook", "Title") + paragraph("Returns", "Heading2") + paragraph("Thirty days &amp; more.") + table,
    );
    expect(await blocksOf(bytes, "x.docx")).toEqual([
      "h1 Handbook",
      "h2 Returns",
      "p Thirty days & more.",
      "r Size, Price",
      "r S, 5 EUR",
    ]);
  });

  it("is known by its bytes, whatever its name is", async () => {
    expect(await blocksOf(makeDocx(paragraph("A text.")), "photo.jpg")).toEqual(["p A text."]);
  });

  it.each([
    ["is empty", makeDocx(""), /^invalid: The file has no text/],
    ["is damaged", makeDocx(paragraph("A")).subarray(0, 400), /^(?:invalid|unsupported_type): /],
    [
      "has broken XML",
      zipOf({ "word/document.xml": "<w:document><w:body>" }),
      /^invalid: The Word document is damaged/,
    ],
    [
      "unpacks to more than 150 MB",
      zipOf({ "word/document.xml": " ".repeat(160_000_000) }),
      /unpacks to more than 150 MB/,
    ],
    [
      "has a password",
      Buffer.concat([
        Buffer.from("d0cf11e0a1b11ae1", "hex"),
        Buffer.alloc(600),
        Buffer.from("EncryptedPackage", "utf16le"),
      ]),
      /^invalid: The document is protected by a password/,
    ],
  ])("that %s is refused with the reason", async (_, bytes, reason) => {
    expect(await refusalOf(bytes, "x.docx")).toMatch(reason);
  });
});

describe("A presentation", () => {
  it("is read slide by slide with its notes and tables, in the order of the slides", async () => {
    const bytes = makePptx([
      { shapes: shape("Plans", "title") + shape("Basic &amp; Pro\nMonthly"), notes: "Say hello." },
      { shapes: shape("Hidden"), isHidden: true },
      {
        shapes:
          shape("Prices", "ctrTitle") +
          slideTable([
            ["Plan", "Price"],
            ["Pro", "9"],
          ]) +
          shape("3", "sldNum"),
      },
    ]);
    const { blocks } = await read(bytes);
    expect(short(blocks)).toEqual([
      "h2 Plans",
      "p Basic & Pro",
      "p Monthly",
      "p Say hello.",
      "h2 Prices",
      "r Plan=Pro, Price=9",
    ]);
    expect(blocks.map(({ page }) => page)).toEqual([1, 1, 1, 1, 3, 3]);
  });

  it.each([
    [
      "is damaged",
      zipOf({ "ppt/presentation.xml": "<p:presentation", "ppt/x.xml": "" }),
      /The presentation is damaged/,
    ],
    [
      "declares entities",
      zipOf({ "ppt/presentation.xml": '<!DOCTYPE x [<!ENTITY a "b">]><p:presentation>&a;</p:presentation>' }),
      /The presentation is damaged/,
    ],
  ])("that %s is refused with the reason", async (_, bytes, reason) => {
    expect(await refusalOf(bytes)).toMatch(reason);
  });
});

describe("A table", () => {
  it("in a workbook is read sheet by sheet, also below a title and without a header", async () => {
    const bytes = makeWorkbook(
      {
        Prices: utils.aoa_to_sheet([["Prices of 2026"], ["Size", "Price"], ["S", 5], ["M", 7]]),
        Codes: utils.aoa_to_sheet([
          [1, 2],
          [3, 4],
        ]),
        Secret: utils.aoa_to_sheet([
          ["x", "y"],
          ["a", "b"],
        ]),
      },
      ["Secret"],
    );
    expect(await blocksOf(bytes, "prices.xlsx")).toEqual([
      "h2 Prices",
      "p Prices of 2026",
      "r Size=S, Price=5",
      "r Size=M, Price=7",
      "h2 Codes",
      "r 1, 2",
      "r 3, 4",
    ]);
  });

  it("in a CSV file is read in every usual encoding", async () => {
    const csv = "Größe;Preis\nS;5 €\n";
    const expected = ["r Größe=S, Preis=5 €"];
    expect(await blocksOf(csv, "a.csv")).toEqual(expected);
    expect(await blocksOf(`\uFEFF${csv}`, "a.csv")).toEqual(expected);
    expect(await blocksOf(Buffer.from(`\uFEFF${csv}`, "utf16le"), "a.csv")).toEqual(expected);
    expect(await blocksOf(Buffer.from(csv.replace("€", "EUR"), "latin1"), "a.csv")).toEqual(["r Größe=S, Preis=5 EUR"]);
  });
});

describe("An HTML file", () => {
  it("is read with headings, lists, tables and the anchors of its headings", async () => {
    const html = `<!doctype html><html><head><title>Help</title><style>p{}</style></head><body>
      <h1 id="top">Delivery</h1><p>Two <b>days</b>.<br>Five euros.<script>no()</script></p>
      <section id="back"><h2>Returns</h2><ul><li>Free</li><li>Fast<ul><li>Really</li></ul></li></ul></section>
      <table><tr><th>Size</th><th>Price</th></tr><tr><td>S</td><td>5</td></tr></table>
      <details><summary>How long?</summary>Two days.</details><p hidden>Not shown</p></body></html>`;
    const { title, blocks } = await read(html);
    expect(title).toBe("Help");
    expect(short(blocks)).toEqual([
      "h1 Delivery",
      "p Two days.\nFive euros.",
      "h2 Returns",
      "p - Free",
      "p - Fast",
      "p - Really",
      "r Size=S, Price=5",
      "h3 How long?",
      "p Two days.",
    ]);
    expect(blocks.map(({ anchor }) => anchor)).toEqual(["top", "top", ...Array.from({ length: 7 }, () => "back")]);
  });

  it("is read in the character set that it declares", async () => {
    const html = '<html><head><meta charset="windows-1251"></head><body><p>';
    const bytes = Buffer.concat([Buffer.from(html), Buffer.from([0xc4, 0xee, 0xf1, 0xf2, 0xe0, 0xe2, 0xea, 0xe0])]);
    expect(await blocksOf(bytes)).toEqual(["p Доставка"]);
  });

  it("that nests ten thousand elements is read", async () => {
    const html = `<html><body>${"<div>".repeat(10_000)}deep${"</div>".repeat(10_000)}</body></html>`;
    expect(await blocksOf(html)).toEqual(["p deep"]);
  });
});

describe("A text", () => {
  it("in Markdown is read with headings, lists, tables and code", async () => {
    const markdown = `---\ntitle: "Guide"\n---\n# Start\nRead **this** [page](https://x.example).\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\`\`\`\n# no heading\n\`\`\`\n<details><summary>More</summary>Text</details>\n`;
    const { title, blocks } = await read(markdown, "guide.md");
    expect(title).toBe("Guide");
    expect(short(blocks)).toEqual([
      "h1 Start",
      "p Read this page.",
      "p - one",
      "p - two",
      "r a=1, b=2",
      "p # no heading",
      "h2 More",
      "p Text",
    ]);
  });

  it("in Markdown of 500,000 letters is read in parts within seconds", async () => {
    const markdown = Array.from(
      { length: 5000 },
      (_, i) => `## Part ${i}\n\nSome *text* _with_ **marks** ${"x ".repeat(30)}`,
    ).join("\n\n");
    const began = performance.now();
    expect(await blocksOf(markdown, "long.md")).toHaveLength(10_000);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it.each([
    ["UTF-8", Buffer.from("Straße\n\nzwei"), ["p Straße", "p zwei"]],
    ["UTF-16", Buffer.from("\uFEFFStraße\r\n\r\nzwei", "utf16le"), ["p Straße", "p zwei"]],
    ["windows-1252", Buffer.from("Straße", "latin1"), ["p Straße"]],
    ["windows-1251", Buffer.from([0xc4, 0xee, 0xf1, 0xf2, 0xe0, 0xe2, 0xea, 0xe0]), ["p Доставка"]],
  ])("in %s is read by paragraphs", async (_, bytes, blocks) => expect(await blocksOf(bytes, "a.txt")).toEqual(blocks));

  it.each([
    ["an empty file", "", /^invalid: The file is empty/],
    ["a file of spaces", " \n\n ", /^invalid: The file has no text/],
    ["a picture", Buffer.from("\x89PNG\r\n\x1a\n0000", "latin1"), /^unsupported_type: This is a picture/],
    ["an old Word document", Buffer.from("d0cf11e0a1b11ae1".padEnd(600, "0"), "hex"), /old format of Office/],
    ["an RTF document", "{\\rtf1 text}", /RTF document/],
    ["an OpenDocument file", zipOf({ "content.xml": "<a/>", "META-INF/manifest.xml": "<a/>" }), /OpenDocument/],
    ["another archive", zipOf({ "a.txt": "text" }), /ZIP archive without a document/],
    ["a program", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 0, 0, 0]), /^unsupported_type: This kind of file/],
    ["11 million letters", "word and ".repeat(1_250_000), /more than 10 million letters/],
  ])("is not read from %s", async (_, bytes, reason) => expect(await refusalOf(bytes, "a.txt")).toMatch(reason));
});

describe("A file whose name does not fit", () => {
  const noted = async (text: string, name: string) => (await read(text, name)).warnings;

  it.each([
    ["offer.docx", "The name says Word document, but the file is plain text. It was read as text."],
    ["Prices.XLSX", "The name says Excel workbook, but the file is plain text. It was read as text."],
    ["talk.pptx", "The name says presentation, but the file is plain text. It was read as text."],
    ["handbook.pdf", "The name says PDF, but the file is plain text. It was read as text."],
    ["handbook.abc", "Files that end with .abc are not a known kind. It was read as text."],
  ])("is read as the text that it is, with a note: %s", async (name, note) => {
    expect(await read("We open at nine.", name)).toMatchObject({
      blocks: [{ text: "We open at nine." }],
      warnings: [note],
    });
  });

  it("is read as a web page, with a note, if it is one", async () => {
    expect(await noted("<html><body><p>We open at nine.</p></body></html>", "prices.xls")).toEqual([
      "The name says Excel workbook, but the file is a web page. It was read as a web page.",
    ]);
  });

  it.each(["hours.txt", "hours.log", "hours", "hours.json", "hours.md", "hours.csv", "hours.html", "notes v1.2"])(
    "is not noted of %s",
    async (name) => {
      expect(await noted("We open at nine.", name)).toEqual([]);
    },
  );

  it("is refused if it is not text", async () => {
    await expect(read(Buffer.from([0x01, 0x02, 0x03, 0x41]), "offer.docx")).rejects.toThrow("cannot be read");
    const recording = Buffer.from([0xff, 0xfe, 0x01, 0x00, 0x41, 0x00]);
    await expect(read(recording, "offer.txt")).rejects.toThrow("cannot be read");
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("We open.\r\n", "utf16le")]);
    expect(await read(utf16, "hours.txt")).toMatchObject({ blocks: [{ text: "We open." }] });
  });
});
