import { expect, it } from "vitest";
import { doDocumentJob } from "./document-jobs";

it("A page on which the reader of HTML fails is unreadable, and the others are read", async () => {
  const page = (path: string, html: string) => ({
    url: `https://x.example${path}`,
    bytes: Buffer.from(html),
    contentType: "text/html",
  });
  // The frame of a page in a comment only: the parser finds no element.
  const input = [page("/a", "<!-- <html > <body > -->"), page("/b", "<h1>Delivery</h1><p>Two days.</p>")];
  expect(await doDocumentJob({ name: "readPages", input }, () => {})).toMatchObject([
    { ok: false, reason: expect.stringMatching(/^The page's HTML cannot be read \(.+\)\.$/) },
    { ok: true, title: "Delivery" },
  ]);
});
