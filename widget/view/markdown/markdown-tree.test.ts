import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { findAddresses } from "../text/find-addresses.ts";
import { answers, growing, hostile, loose } from "./testing/corpus.ts";
import { parseMarkdown } from "./parse-blocks.ts";
import type { Tree } from "./tree.ts";

type Plain = string | { is: string; of?: Plain[]; [more: string]: unknown };

/** Our tree in the form that both trees are compared in. */
function ofTree(tree: Tree, isInLink = false): Plain[] {
  if (typeof tree === "string") {
    if (isInLink) return [tree];
    return findAddresses(tree).map(({ text, href }) => (href === null ? text : link(href, [text])));
  }
  if (tree.tag === "br") return ["\n"];
  if (tree.tag === "img") return [{ is: "image", url: tree.href, alt: tree.alt }];
  if (tree.tag === "code") return [{ is: "inlineCode", text: tree.of[0] }];
  if (tree.tag === "pre") return [{ is: "code", text: text(tree.of) }];
  const of = "of" in tree ? joined(tree.of.flatMap((inner) => ofTree(inner, isInLink || tree.tag === "a"))) : undefined;
  if (tree.tag === "a") return [link(tree.href, of ?? [])];
  const [first] = "of" in tree ? tree.of : [];
  if (tree.tag === "ol" && typeof first === "object" && first.tag === "li")
    return [{ is: "ol", start: first.value, of }];
  return [{ is: tree.tag, ...("align" in tree && { align: tree.align }), ...(of && { of }) }];
}

function text(nodes: readonly Tree[]): string {
  return nodes.map((node) => (typeof node === "string" ? node : "of" in node ? text(node.of) : "")).join("");
}

function link(url: string, of: Plain[]): Plain {
  // GFM completes `www.` with http.
  return { is: "link", url: url.replace(/^https?:\/\/www\./, "//www."), of };
}

interface MdastNode {
  type: string;
  value?: string;
  children?: MdastNode[];
  [more: string]: unknown;
}

const TAGS: Readonly<Record<string, string>> = {
  paragraph: "p",
  thematicBreak: "hr",
  blockquote: "blockquote",
  strong: "strong",
  emphasis: "em",
  delete: "del",
};

/** The tree of mdast in the same form: lines break where they do, and HTML is text. */
function ofMdast(node: MdastNode): Plain[] {
  const children = node.children ?? [];
  const of = joined(children.flatMap(ofMdast));
  switch (node.type) {
    case "text":
      return [node.value ?? ""];
    case "html":
      return [/^<br ?\/?>$/i.test(node.value ?? "") ? "\n" : (node.value ?? "")];
    case "break":
      return ["\n"];
    case "inlineCode":
      return [{ is: "inlineCode", text: node.value?.replaceAll("\n", " ") }];
    case "code":
      return [{ is: "code", text: node.value }];
    case "heading":
      return [{ is: Number(node["depth"]) < 3 ? "h3" : "h4", of }];
    case "image":
      return [{ is: "image", url: node["url"], alt: node["alt"] }];
    case "link":
      return [link(String(node["url"]), of)];
    case "list":
      return [node["ordered"] ? { is: "ol", start: node["start"], of } : { is: "ul", of }];
    case "listItem":
      return [{ is: "li", of: itemOf(node, of) }];
    case "table":
      return [{ is: "table", of: children.map((row, i) => rowOf(node, row, i === 0 ? "th" : "td")) }];
    default:
      return [{ is: TAGS[node.type] ?? node.type, ...(node.children && { of }) }];
  }
}

function itemOf({ checked }: MdastNode, of: Plain[]): Plain[] {
  const [first, ...rest] = of;
  if (typeof checked !== "boolean" || typeof first !== "object") return of;
  return [{ ...first, of: joined([checked ? "☑ " : "☐ ", ...(first.of ?? [])]) }, ...rest];
}

function rowOf(table: MdastNode, row: MdastNode, is: "th" | "td"): Plain {
  const align = (column: number) => (table["align"] as (string | null)[])[column] ?? null;
  const of = (row.children ?? []).map((cell, column) => ({
    is,
    align: align(column) === "left" ? null : align(column),
    of: joined((cell.children ?? []).flatMap(ofMdast)),
  }));
  return { is: "tr", of };
}

function joined(nodes: Plain[]): Plain[] {
  const all: Plain[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    if (typeof node === "string" && typeof last === "string") all[all.length - 1] = last + node;
    else if (node !== "") all.push(node);
  }
  return all;
}

const shown = (text: string) => joined(parseMarkdown(text).flatMap((block) => ofTree(block)));
const expected = (text: string) => {
  const tree = fromMarkdown(text, { extensions: [gfm({ singleTilde: false })], mdastExtensions: [gfmFromMarkdown()] });
  return tree.children.flatMap((child) => ofMdast(child as unknown as MdastNode));
};

describe("The tree of a text in Markdown", () => {
  it.each(answers)("is that of mdast for %j", (text) => {
    expect(shown(text)).toEqual(expected(text));
  });

  it.each(loose)("is what is meant by %j", (text, strict) => {
    expect(shown(text)).toEqual(expected(strict));
  });

  it.each(growing)("that has grown up to %j is that of %j", (begun, complete) => {
    expect(parseMarkdown(begun, true)).toEqual(parseMarkdown(complete));
  });

  it("has as many cells in each row of a table as its header", () => {
    const [table] = parseMarkdown("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |");
    const rows = table?.tag === "table" ? table.of : [];
    expect(rows.map((row) => typeof row === "object" && "of" in row && row.of.length)).toEqual([2, 2, 2]);
  });

  it("has no links without a text, which could not be seen", () => {
    expect(parseMarkdown("a [](https://a.example) b")).toEqual([{ tag: "p", of: ["a  b"] }]);
  });

  it.each(hostile)("is made in a time that grows with the length of a text that repeats %j", (piece) => {
    const began = performance.now();
    parseMarkdown(piece.repeat(50_000 / piece.length), true);
    // A quadratic parser needs a minute or more for most of them; this leaves room for a busy machine.
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
