import { describe, expect, it } from "vitest";
import { cleanName } from "./clean-name";
import { sniffType } from "./sniff-type";
import { gif, pdf, png, wav } from "./testing/sample-files";

async function keptAs(bytes: Buffer | string, name: string) {
  const type = await sniffType(Buffer.from(bytes), name);
  return `${type.mimeType} ${cleanName(name, type)}`;
}

const zip = Buffer.from("504b05060000000000000000000000000000000000000000", "hex");
const oldOffice = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(504)]);

describe("sniffType", () => {
  it.each<[string, Buffer | string, string, string]>([
    ["a PNG", png, "photo.png", "image/png photo.png"],
    ["a PNG called .pdf", png, "scan.pdf", "image/png scan.png"],
    ["a PNG called .html", png, "scan.html", "image/png scan.png"],
    ["a GIF with no extension", gif, "photo", "image/gif photo.gif"],
    ["a PDF", pdf, "Invoice 7.PDF", "application/pdf Invoice 7.PDF"],
    ["a recording", wav, "voice.wav", "audio/wav voice.wav"],
    ["a PNG cut behind its signature", png.subarray(0, 8), "photo.png", "application/octet-stream photo.bin"],
    ["a PNG cut within its signature", png.subarray(0, 4), "photo.png", "application/octet-stream photo.bin"],
    ["a JPEG that ends early", Buffer.from("ffd8ffe000104a46", "hex"), "photo.jpeg", "image/jpeg photo.jpeg"],
    ["unknown bytes", Buffer.from([1, 2, 3, 0, 255]), "model.stl2", "application/octet-stream model.stl2"],
    ["a text", "Hello,\nwörld", "notes.txt", "text/plain notes.txt"],
    ["a text called .png", "not an image", "photo.png", "text/plain photo.txt"],
    ["a log", "12:00 started", "server.log", "text/plain server.log"],
    ["a table", "a;b\n1;2", "orders.csv", "text/csv orders.csv"],
    ["JSON", ' {"a":[1]}', "order.json", "application/json order.json"],
    ["JSON with a slip", '{"a":', "order.json", "text/plain order.json"],
    ["UTF-16", Buffer.from("\uFEFFHello", "utf16le"), "notes.txt", "text/plain notes.txt"],
    ["Latin-1", Buffer.from("Grüße", "latin1"), "notes.txt", "application/octet-stream notes.txt"],
    ["a ZIP", zip, "photos.zip", "application/zip photos.zip"],
    ["a ZIP called .docx", zip, "letter.docx", "application/zip letter.zip"],
    ["an unknown format in a ZIP", zip, "drawing.vsix2", "application/zip drawing.vsix2"],
    ["a Word document of old", oldOffice, "letter.doc", "application/msword letter.doc"],
    ["the same called .pdf", oldOffice, "letter.pdf", "application/x-cfb letter.cfb"],
  ])("detects the type of %s", async (_, bytes, name, expected) => {
    expect(await keptAs(bytes, name)).toBe(expected);
  });

  it.each([
    "<!DOCTYPE html><p>Hi",
    "<html><body>Hi",
    "  \n<!-- a --><script>alert(1)</script>",
    "\uFEFF<HTML>",
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
  ])("detects HTML regardless of its name: %s", async (text) => {
    expect(await keptAs(text, "photo.png")).toBe("text/html photo.html");
    expect(await keptAs(text, "page.htm")).toBe("text/html page.htm");
  });

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<?xml version="1.0"?>\n<!-- drawn -->\n<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>',
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [ <!ENTITY a "b>"> ]><svg/>',
  ])("detects an SVG regardless of its name: %s", async (text) => {
    expect(await keptAs(text, "photo.png")).toBe("image/svg+xml photo.svg");
  });

  it("distinguishes other XML from text that only looks like it", async () => {
    expect(await keptAs('<?xml version="1.0"?><feed/>', "news.rss")).toBe("application/xml news.rss");
    expect(await keptAs('<?xml version="1.0"?><kml/>', "way.gpx2")).toBe("application/xml way.gpx2");
    expect(await keptAs("a < b", "notes.md")).toBe("text/markdown notes.md");
  });

  it("detects a WebM without a picture", async () => {
    const webm = (codec: string) =>
      Buffer.concat([Buffer.from("1a45dfa39f4282847765626d", "hex"), Buffer.from(`\0\0${codec}`, "latin1")]);
    expect(await keptAs(webm("A_OPUS"), "voice.webm")).toBe("audio/webm voice.webm");
    expect(await keptAs(webm("V_VP9 A_OPUS"), "clip.webm")).toBe("video/webm clip.webm");
  });

  it("is fast on a text that is designed to be slow", async () => {
    const hostile = "<!-- -->".repeat(100_000) + " ".repeat(1_000_000);
    const began = performance.now();
    await sniffType(Buffer.from(hostile), "x");
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe("the cleaned name of a file", () => {
  it.each([
    ["../../etc/photo.png", "photo.png"],
    [String.raw`C:\Users\Ada\photo.png`, "photo.png"],
    ["folder/photo.png/", "photo.png"],
    ["photo\0\r\n.png", "photo.png"],
    ["photo\u202Egnp.png", "photognp.png"],
    ["  .photo.png. ", "photo.png"],
    ["Angebot v1.2", "Angebot v1.2.png"],
    ["", "file.png"],
    ["///", "file.png"],
    ["…/ \u200B /", "….png"],
    ["half \uD800 photo.png", "half \uFFFD photo.png"],
    ["Größe 📎.png", "Größe 📎.png"],
  ])("for %j is %j", async (name, expected) => {
    expect(await keptAs(png, name)).toBe(`image/png ${expected}`);
  });

  it("has at most 200 characters and keeps its extension", async () => {
    const kept = await keptAs(png, `${"📎".repeat(300)}.jpg`);
    expect(kept).toBe(`image/png ${"📎".repeat(196)}.png`);
  });
});
