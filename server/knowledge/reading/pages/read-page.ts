import { Readability } from "@mozilla/readability";
import type { Block, ReadText } from "../../chunks/read-text.ts";
import { decodeHtml, readHtml } from "../files/read-html.ts";
import { decodeText } from "../files/decode-text.ts";
import { invalidFile } from "../files/file-fault.ts";
import { readPlainText } from "../files/read-plain-text.ts";
import { assertTextFits, lettersIn } from "../files/text-limit.ts";
import { htmlBlocks, lineOf } from "../html/html-blocks.ts";
import { parseHtml } from "../html/parse-html.ts";
import { canonicalUrl, siteOf } from "./canonical-url.ts";

/** The answer of a web server, of which a page is read. */
export interface PageFile {
  /** The address that answered. */
  url: string;
  bytes: Uint8Array;
  /** The header of this name; empty if there was none. */
  contentType: string;
}

export interface PageText extends ReadText {
  /** The page's own address, by which it is known. */
  url: string;
  /** The pages that it links to. */
  links: string[];
}

const MAX_LINKS = 2000;
/** With fewer letters, the rules that find an article have missed it. */
const MIN_ARTICLE = 250;
/** An article with less of the page's main part leaves out lists of questions or tables. */
const MIN_SHARE = 0.5;

/**
 * Reads the text of a web page without its navigation, and what it links to.
 * @throws DomainError invalid or unsupported_type.
 */
export async function readPage({ url, bytes, contentType }: PageFile): Promise<PageText> {
  const [, type = "", charset] = /^\s*([^\s;]*)[^;]*(?:;.*charset="?([\w-]+))?/i.exec(contentType) ?? [];
  if (isPdf(bytes)) {
    const { readPdf } = await import("../files/read-pdf.ts");
    return { ...(await readPdf(bytes, () => {})), url, links: [] };
  }
  if (type !== "" && !/^(?:text\/|application\/xhtml)/i.test(type)) throw notAPage(type);
  const read = /^text\/(?!html)/i.test(type)
    ? { ...readPlainText(decodeText(bytes, charset)), url, links: [] }
    : readHtmlPage(decodeHtml(bytes, charset), url);
  assertTextFits(lettersIn(read.blocks));
  return read;
}

function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
}

function notAPage(type: string) {
  return invalidFile(`The address returns ${type} and not a page, a text or a PDF.`);
}

function readHtmlPage(html: string, url: string): PageText {
  const document = parseHtml(html);
  const base = document.querySelector("base[href]")?.getAttribute("href") ?? "";
  const links = linksOf(document, canonicalUrl(base, url) ?? url);
  const own = ownUrl(document, url);
  const main = mainBlocks(html);
  const { title, blocks } = articleOf(document);
  const isWhole = lettersIn(blocks) >= Math.max(MIN_ARTICLE, lettersIn(main) * MIN_SHARE);
  return { title: title || readHtml(html).title, blocks: isWhole ? blocks : main, warnings: [], url: own, links };
}

/** The address that the page names as its own, if that is on the same site. */
function ownUrl(document: Document, url: string): string {
  const named = document.querySelector('link[rel~="canonical"][href]')?.getAttribute("href");
  const canonical = named ? canonicalUrl(named, url) : null;
  return canonical !== null && siteOf(canonical) === siteOf(url) ? canonical : url;
}

function linksOf(document: Document, base: string): string[] {
  const found = new Set<string>();
  for (const link of document.querySelectorAll("a[href], area[href]")) {
    const url = canonicalUrl(link.getAttribute("href") ?? "", base);
    if (url !== null && !/\bnofollow\b/i.test(link.getAttribute("rel") ?? "")) found.add(url);
    if (found.size >= MAX_LINKS) break;
  }
  return [...found];
}

/** Parts of a page that are on all pages. */
const FRAME =
  'nav, header, footer, aside, script, form, dialog, [role="navigation"], [role="banner"], [role="contentinfo"], [role="search"], [role="dialog"]';

/** The main part of a page without what surrounds it, however short it is. */
function mainBlocks(html: string): Block[] {
  const { body } = parseHtml(html);
  const main = body.querySelector("main, [role='main']") ?? body;
  for (const part of main.querySelectorAll(FRAME)) {
    // The header of an article has its heading.
    if (part.localName === "header" && part.querySelector("h1")) continue;
    part.remove();
  }
  return htmlBlocks(main);
}

/** Finds the article of a page. It changes the document. */
function articleOf(document: Document): { title: string; blocks: Block[] } {
  const heading = document.querySelector("h1");
  const h1 = heading ? lineOf(heading) : "";
  const found = new Readability<Element>(document, { serializer: elementOf, charThreshold: MIN_ARTICLE }).parse();
  const title = (found?.title ?? "").trim();
  // The title of a page often ends with the name of its site.
  const isPart = h1 !== "" && title.toLowerCase().includes(h1.toLowerCase());
  return { title: isPart ? h1 : title || h1, blocks: found?.content ? htmlBlocks(found.content) : [] };
}

function elementOf(node: Node): Element {
  if ("localName" in node) return node as Element;
  throw new Error("The article is not an element.");
}
