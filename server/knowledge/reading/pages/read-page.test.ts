import { describe, expect, it } from "vitest";
import { DomainError } from "@/server/errors";
import { makePdf } from "../testing/make-pdf";
import { readPage } from "./read-page";

const URL_READ = "https://x.example/help/delivery?utm_source=news";
const read = (content: string | Buffer, contentType = "text/html; charset=utf-8", url = URL_READ) =>
  readPage({ url, bytes: Buffer.from(content), contentType });

const SENTENCES = "We deliver to all of the country within two days, and it costs five euros. ".repeat(8);
const page = (main: string, head = "") =>
  `<!doctype html><html lang="en"><head><title>Delivery – Shop</title>${head}</head><body>
   <header><a href="/">Home</a></header><nav><a href="/help/returns#a">Returns</a></nav>${main}
   <aside>Read also</aside><footer>Imprint</footer></body></html>`;

describe("A web page", () => {
  it("is read without its navigation, by its own title and address, and with its links", async () => {
    const canonical = '<link rel="canonical" href="/help/delivery">';
    const main = `<main><article><h1>Delivery</h1><p>${SENTENCES}</p><h2 id="abroad">Abroad</h2><p>${SENTENCES}</p>
      <a href="https://y.example/">Other</a><a href="mailto:a@x.example">Mail</a><a href="/ad" rel="nofollow">Ad</a></article></main>`;
    const { title, url, links, blocks } = await read(page(main, canonical));
    expect([title, url]).toEqual(["Delivery", "https://x.example/help/delivery"]);
    expect(links).toEqual(["https://x.example/", "https://x.example/help/returns", "https://y.example/"]);
    const text = JSON.stringify(blocks);
    expect(text).toContain("We deliver");
    expect(text).not.toMatch(/Imprint|Read also|Home/);
    expect(blocks.at(-2) ?? blocks.at(-1)).toMatchObject({ anchor: "abroad" });
  });

  it("is read as a whole if its article would be short, as a list of questions is", async () => {
    const questions = Array.from(
      { length: 12 },
      (_, i) => `<dt><a href="#q${i}">Question ${i}?</a></dt><dd>Answer ${i}.</dd>`,
    );
    const { blocks } = await read(page(`<main><h1>Questions</h1><dl>${questions.join("")}</dl></main>`));
    const text = blocks.map((block) => ("text" in block ? block.text : "")).join("\n");
    expect(text).toContain("Question 11?");
    expect(text).toContain("Answer 0.");
    expect(text).not.toContain("Imprint");
  });

  it("keeps a table that is the larger part of it", async () => {
    const rows = Array.from(
      { length: 30 },
      (_, i) => `<tr><td>Size ${i} of the large list</td><td>${i} euros and some cents</td></tr>`,
    );
    const { blocks } = await read(
      page(
        `<main><h1>Prices</h1><p>${SENTENCES}</p><table><tr><th>Size</th><th>Price</th></tr>${rows.join("")}</table></main>`,
      ),
    );
    expect(blocks.filter(({ kind }) => kind === "row")).toHaveLength(30);
  });

  it("ignores a canonical address on another site, and uses the base of links", async () => {
    const head = '<base href="/shop/"><link rel="canonical" href="https://other.example/">';
    const { url, links } = await read(page('<main><p>Text</p><a href="a">A</a></main>', head));
    expect(url).toBe(URL_READ);
    expect(links).toContain("https://x.example/shop/a");
  });

  it("may be a text or a PDF", async () => {
    expect((await read("One.\n\nTwo.", "text/plain")).blocks).toHaveLength(2);
    const pdf = makePdf([[{ text: "A text." }]]);
    expect((await read(pdf, "application/pdf")).blocks).toMatchObject([{ text: "A text.", page: 1 }]);
  });

  it("may not be of another type", async () => {
    await expect(read("{}", "application/json")).rejects.toThrow(DomainError);
    await expect(read("{}", "application/json")).rejects.toThrow("returns application/json and not a page");
  });
});
