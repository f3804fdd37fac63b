import type { Block } from "../../chunks/read-text.ts";
import { isElement, isText } from "./parse-html.ts";

/** Elements without a text that readers see, and controls of forms. */
const SKIPPED = new Set(
  "script style noscript template svg math canvas iframe object audio video select button input textarea datalist head title".split(
    " ",
  ),
);

/** Elements whose text is part of the paragraph around them. */
const INLINE = new Set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr".split(
    " ",
  ),
);

/** No page nests deeper; the text of what is deeper is read without its structure. */
const DEEPEST = 200;

/** Reads the headings, paragraphs, lists and tables of an element in their order. */
export function htmlBlocks(root: Element): Block[] {
  const reader = new BlockReader();
  reader.children(root, 0);
  reader.endParagraph();
  return reader.blocks;
}

/** The text of an element in one line. */
export function lineOf(element: Element): string {
  return oneLine(element.textContent ?? "");
}

class BlockReader {
  readonly blocks: Block[] = [];
  /** The text of the paragraph that is not complete yet. */
  private pending = "";
  private prefix = "";
  private anchor: string | null = null;
  private level = 1;

  children(parent: Element, depth: number): void {
    for (const node of parent.childNodes) {
      if (isText(node)) this.pending += (node.textContent ?? "").replaceAll(/\s+/g, " ");
      else if (isElement(node)) this.element(node, depth + 1);
    }
  }

  endParagraph(): void {
    const text = this.pending
      .split("\n")
      .map(oneLine)
      .filter((line) => line !== "")
      .join("\n");
    this.pending = "";
    if (text === "") return;
    this.blocks.push({ kind: "paragraph", text: this.prefix + text, page: null, anchor: this.anchor });
    this.prefix = "";
  }

  private element(element: Element, depth: number): void {
    const name = element.localName;
    if (SKIPPED.has(name) || isHidden(element)) return;
    if (name === "br") this.pending += "\n";
    else if (depth > DEEPEST) this.pending += ` ${lineOf(element)} `;
    else if (/^h[1-6]$/.test(name)) this.heading(element, Number(name[1]));
    else if (name === "summary") this.heading(element, Math.min(6, this.level + 1), false);
    else if (name === "pre") this.preformatted(element);
    else if (holdsRows(element) && isDataTable(element)) this.table(element);
    else if (INLINE.has(name)) this.inline(element, depth);
    else this.block(element, name, depth);
  }

  private inline(element: Element, depth: number): void {
    this.markAnchor(element);
    this.children(element, depth);
  }

  private block(element: Element, name: string, depth: number): void {
    this.endParagraph();
    this.markAnchor(element);
    if (name === "li") this.prefix = "- ";
    this.children(element, depth);
    this.endParagraph();
    this.prefix = "";
  }

  /** @param isRanked False if headings below do not count as parts of it. */
  private heading(element: Element, level: number, isRanked = true): void {
    this.endParagraph();
    this.anchor = anchorOf(element) ?? this.anchor;
    if (isRanked) this.level = level;
    const text = lineOf(element);
    if (text !== "") this.blocks.push({ kind: "heading", level, text, page: null, anchor: this.anchor });
  }

  private preformatted(element: Element): void {
    this.endParagraph();
    const text = (element.textContent ?? "").replaceAll(/[ \t]+\n/g, "\n").trim();
    if (text !== "") this.blocks.push({ kind: "paragraph", text, page: null, anchor: this.anchor });
  }

  private table(table: Element): void {
    this.endParagraph();
    const caption = table.querySelector("caption");
    if (caption) {
      this.pending = lineOf(caption);
      this.endParagraph();
    }
    const [first, ...others] = [...table.querySelectorAll("tr")]
      .map(cellsOf)
      .filter(({ cells }) => cells.some(Boolean));
    if (!first) return;
    const header = first.isHeader ? first.cells : [];
    for (const { cells } of first.isHeader && others.length > 0 ? others : [first, ...others]) {
      this.blocks.push({ kind: "row", header, cells, page: null, anchor: this.anchor });
    }
  }

  /** An element with an id in front of a heading is often what links to it name. */
  private markAnchor(element: Element): void {
    const next = element.nextElementSibling;
    const leadsToHeading = next !== null && /^h[1-6]$/.test(next.localName) && lineOf(element) === "";
    const name = element.id || element.getAttribute("name");
    if (leadsToHeading && name) this.anchor = name;
  }
}

/** The id of a heading, of an element in it, or of the section that begins with it. */
function anchorOf(heading: Element): string | null {
  const inner = heading.querySelector("[id], a[name]");
  const parent = heading.parentElement;
  const isFirst = parent?.firstElementChild === heading && /^(?:section|article|div|details)$/.test(parent.localName);
  return heading.id || inner?.id || inner?.getAttribute("name") || (isFirst && parent.id) || null;
}

/** Readability turns the table at the top of an article into a `div`. */
function holdsRows({ children }: Element): boolean {
  return [...children].some(({ localName }) => /^(?:tr|tbody|thead)$/.test(localName));
}

/** A table without headers and with one column, or with tables inside, arranges a page. */
function isDataTable(table: Element): boolean {
  if (table.querySelector("table, h1, h2, h3, form")) return false;
  return (
    table.querySelector("th") !== null || [...table.querySelectorAll("tr")].some((row) => cellsOf(row).cells.length > 1)
  );
}

function cellsOf(row: Element): { cells: string[]; isHeader: boolean } {
  const cells = [...row.children].filter(({ localName }) => localName === "td" || localName === "th");
  return {
    cells: cells.map(lineOf),
    isHeader: cells.length > 1 && cells.every(({ localName }) => localName === "th"),
  };
}

function isHidden(element: Element): boolean {
  if (element.hasAttribute("hidden") || element.getAttribute("aria-hidden") === "true") return true;
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute("style") ?? "");
}

function oneLine(text: string): string {
  return text.replaceAll(/[\s\u00a0]+/g, " ").trim();
}
