import { expect, it } from "vitest";
import { makePptx, shape, zipOf } from "../testing/make-office";
import { readDocument } from "./read-document";

const read = (bytes: Buffer | string, name = "file") => readDocument(Buffer.from(bytes), name, () => {});
const paragraphs = (count: number) => Array.from({ length: count }, (_, i) => `Line ${i}`).join("\n");

/** The result with the seconds that it took. */
async function timed<T>(work: Promise<T>): Promise<{ result: T; seconds: number }> {
  const began = performance.now();
  const result = await work;
  return { result, seconds: (performance.now() - began) / 1000 };
}

it("A presentation reads each slide and each page of notes once, however often it names them", async () => {
  const { strFromU8, unzipSync } = await import("fflate");
  const files = Object.entries(unzipSync(makePptx([{ shapes: shape(paragraphs(1000)), notes: "Notes" }])));
  const texts = Object.fromEntries(files.map(([name, data]) => [name, strFromU8(data)]));
  const presentation = texts["ppt/presentation.xml"] ?? "";
  const id = /<p:sldId [^>]*>/.exec(presentation)?.[0] ?? "";
  const bytes = zipOf({ ...texts, "ppt/presentation.xml": presentation.replace(id, id.repeat(20_000)) });
  const { result, seconds } = await timed(read(bytes));
  expect(result.blocks).toHaveLength(1001);
  expect(seconds).toBeLessThan(10);
});

it("Markdown of one long line of links that do not end is read in parts within seconds", async () => {
  const { result, seconds } = await timed(read("[a](".repeat(50_000), "links.md"));
  const letters = result.blocks.map((block) => (block.kind === "row" ? "" : block.text)).join("");
  expect(letters).toBe("[a](".repeat(50_000));
  expect(seconds).toBeLessThan(20);
});

it("Markdown without empty lines keeps its code, its tables and its embedded pictures together", async () => {
  const code = `\`\`\`\n${"# no heading\n".repeat(4000)}\`\`\`\n`;
  const table = `| a | b |\n|---|---|\n${"| 1 | 2 |\n".repeat(4000)}\n`;
  const picture = `![x](data:image/png;base64,${"abcd+/e".repeat(20_000)}) after\n`;
  const { blocks } = await read(`${code}${table}${picture}`, "long.md");
  expect(blocks.filter(({ kind }) => kind === "heading")).toEqual([]);
  expect(blocks.filter(({ kind }) => kind === "row")).toHaveLength(4000);
  expect(blocks.at(-1)).toMatchObject({ kind: "paragraph", text: "after" });
});

it.each(["<div>", "<ul><li>x", "<table><tr><td>"])(
  "HTML of 2 MB that only opens %s is refused immediately",
  async (open) => {
    const html = `<html><body>${open.repeat(2_000_000 / open.length)}`;
    const refusal = read(html, "deep.html").catch((error: unknown) => error);
    const { result, seconds } = await timed(refusal);
    expect(result).toMatchObject({ code: "invalid", message: expect.stringContaining("more than 20,000 elements") });
    expect(seconds).toBeLessThan(5);
  },
);
