import type { Nodes, RootContent, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Block, ReadText } from "../../chunks/read-text.ts";
import { htmlBlocks } from "../html/html-blocks.ts";
import { parseHtml } from "../html/parse-html.ts";
import { readPlainText } from "./read-plain-text.ts";

/** The parser's time grows faster than the length of the text, so a long text is parsed in parts. */
const PART_LETTERS = 10_000;
/** Without an empty line, a part is at most this long. The rows of a table stay together. */
const MAX_PART_LETTERS = 20_000;
/** At least as long as a part, up to a mark that begins something, or to the end. */
const LONG_PIECE = /[^]{10000}[^\s[*_<`!~]*|[^]+/g;
/** The parser recurses per level of nested quotations and lists. */
const NESTED_TOO_DEEPLY = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){50}/m;

/** Reads Markdown with the extensions of GitHub. */
export function readMarkdown(markdown: string): ReadText {
  const { title, text } = withoutFrontMatter(markdown.replaceAll(/\r\n?/g, "\n"));
  if (NESTED_TOO_DEEPLY.test(text)) return { ...readPlainText(text), title };
  return { title, blocks: partsOf(text).flatMap(blocksOf), warnings: [] };
}

/** Some generators of sites keep the title and other fields between two lines of dashes. */
function withoutFrontMatter(text: string): { title: string; text: string } {
  const front = /^\uFEFF?---\n([\s\S]*?)\n---\n/.exec(text);
  if (!front) return { title: "", text };
  const title = /^title:[ \t]*(["']?)(.*)\1[ \t]*$/m.exec(front[1] ?? "")?.[2] ?? "";
  return { title: title.trim(), text: text.slice(front[0].length) };
}

/** Cuts a long text at empty lines outside of code, or at any line or place of a line where a long part has no empty line. */
function partsOf(text: string): string[] {
  if (text.length <= PART_LETTERS) return [text];
  const parts: string[] = [];
  let part: string[] = [];
  let letters = 0;
  let fence = "";
  const endPart = () => {
    parts.push(part.join("\n"));
    part = fence === "" ? [] : [fence];
    letters = 0;
  };
  for (const line of text.split("\n").flatMap(piecesOf)) {
    const opening = /^\s{0,3}(?:```|~~~)/.exec(line)?.[0].trim();
    if (opening !== undefined) fence = fence === "" ? opening : "";
    if (letters > PART_LETTERS && fence === "" && line.trim() === "") endPart();
    if (letters > 0 && letters + line.length > MAX_PART_LETTERS && !/^ {0,3}\|/.test(line)) endPart();
    part.push(line);
    letters += line.length + 1;
  }
  return [...parts, part.join("\n")];
}

/** Cuts a very long line in front of spaces and marks; one without them, such as an embedded picture, stays whole. */
function piecesOf(line: string): string[] {
  if (line.length <= PART_LETTERS) return [line];
  return line.match(LONG_PIECE) ?? [];
}

function blocksOf(text: string): Block[] {
  const root = fromMarkdown(text, { extensions: [gfm({ singleTilde: false })], mdastExtensions: [gfmFromMarkdown()] });
  return root.children.flatMap((node) => toBlocks(node));
}

function toBlocks(node: RootContent, bullet = ""): Block[] {
  switch (node.type) {
    case "heading":
      return [{ kind: "heading", level: node.depth, text: textOf(node), page: null, anchor: null }];
    case "table":
      return rowsOf(node);
    case "list":
      return node.children.flatMap((item) => item.children.flatMap((child, i) => toBlocks(child, i === 0 ? "- " : "")));
    case "blockquote":
    case "footnoteDefinition":
      return node.children.flatMap((child) => toBlocks(child));
    case "html":
      return htmlBlocks(parseHtml(node.value).body);
    case "definition":
    case "thematicBreak":
      return [];
    default: {
      const text = textOf(node).trim();
      return text === "" ? [] : [{ kind: "paragraph", text: bullet + text, page: null, anchor: null }];
    }
  }
}

function rowsOf({ children: [first, ...others] }: Table): Block[] {
  const header = first?.children.map(textOf) ?? [];
  return others.map((row) => ({ kind: "row", header, cells: row.children.map(textOf), page: null, anchor: null }));
}

function textOf(node: Nodes): string {
  if (node.type === "break") return "\n";
  if (node.type === "html") return "";
  if ("children" in node) return node.children.map(textOf).join("");
  return "value" in node ? node.value : "";
}
