import type { List, ListItem, Nodes, PhrasingContent, Root, RootContent, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { visit } from "unist-util-visit";

/** A line of so many nested quotations and lists is not written to be read; a parser would recurse as deep. */
const NESTED_TOO_DEEPLY = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){50}/m;
/** Marks of emphasis: a parser's time grows with the square of their number. */
const MAX_MARKS = 2000;

/** Where links of the form `[text][name]` lead, by name. */
type Addresses = ReadonlyMap<string, string>;

/**
 * Markdown as plain text, for channels that know no Markdown. Nothing that a reader would see is lost: links become
 * "text (address)", lists keep their numbers and bullets, tables become lines, code keeps its text.
 */
export function markdownToPlain(markdown: string): string {
  if (NESTED_TOO_DEEPLY.test(markdown) || countMarks(markdown) > MAX_MARKS) return markdown;
  // "3~5 days" is not struck out.
  const root = fromMarkdown(markdown, {
    extensions: [gfm({ singleTilde: false })],
    mdastExtensions: [gfmFromMarkdown()],
  });
  return new PlainText(markdown, root).blocks(root.children);
}

function countMarks(markdown: string): number {
  return markdown.match(/[*_]+/g)?.length ?? 0;
}

function addressesOf(root: Root): Addresses {
  const found = new Map<string, string>();
  visit(root, "definition", ({ identifier, url }) => {
    if (!found.has(identifier)) found.set(identifier, url);
  });
  return found;
}

class PlainText {
  private readonly source: string;
  private readonly addresses: Addresses;

  constructor(source: string, root: Root) {
    this.source = source;
    this.addresses = addressesOf(root);
  }

  blocks(nodes: RootContent[], between = "\n\n"): string {
    return nodes
      .map((node) => this.block(node))
      .filter((text) => text !== "")
      .join(between);
  }

  private block(node: RootContent): string {
    switch (node.type) {
      case "paragraph":
      case "heading":
        return this.inline(node.children);
      case "blockquote":
        return prefixed("> ", "> ", this.blocks(node.children));
      case "list":
        return this.list(node);
      case "table":
        return this.table(node);
      case "footnoteDefinition":
        return `[${node.label ?? node.identifier}] ${this.blocks(node.children)}`;
      case "thematicBreak":
        return "---";
      default:
        return this.phrase(node);
    }
  }

  private list({ children, ordered, spread }: List): string {
    const items = children.map((item) => {
      const mark = ordered ? `${this.numberOf(item)}. ` : "- ";
      return prefixed(mark, " ".repeat(mark.length), this.listItem(item));
    });
    return items.join(spread ? "\n\n" : "\n");
  }

  /** As it is written: Markdown itself counts on from a list's first number. */
  private numberOf({ position }: ListItem): string {
    const at = position?.start.offset ?? 0;
    return /^\d+/.exec(this.source.slice(at, at + 9))?.[0] ?? "1";
  }

  private listItem({ children, checked, spread }: ListItem): string {
    const box = typeof checked === "boolean" ? `[${checked ? "x" : " "}] ` : "";
    return box + this.blocks(children, spread ? "\n\n" : "\n");
  }

  /** A row is a line. */
  private table({ children }: Table): string {
    return children.map((row) => row.children.map((cell) => this.inline(cell.children)).join(" | ")).join("\n");
  }

  private inline(nodes: PhrasingContent[]): string {
    return nodes.map((node) => this.phrase(node)).join("");
  }

  private phrase(node: Exclude<Nodes, Root>): string {
    switch (node.type) {
      case "break":
        return "\n";
      case "html":
        return /^<br ?\/?>$/i.test(node.value) ? "\n" : node.value;
      case "link":
        return linked(this.inline(node.children), node.url);
      case "linkReference":
        return linked(this.inline(node.children), this.addresses.get(node.identifier));
      case "image":
        return linked(node.alt ?? "", node.url);
      case "imageReference":
        return linked(node.alt ?? "", this.addresses.get(node.identifier));
      case "footnoteReference":
        return `[${node.label ?? node.identifier}]`;
      case "emphasis":
      case "strong":
      case "delete":
        return this.inline(node.children);
      default:
        return "value" in node ? node.value : "";
    }
  }
}

/** An address that is its own text is written once. */
function linked(text: string, address = ""): string {
  if (address === "" || [address, address.replace(/^(?:mailto:|http:\/\/)/, "")].includes(text)) return text;
  return text === "" ? address : `${text} (${address})`;
}

function prefixed(first: string, others: string, text: string): string {
  return text
    .split("\n")
    .map((line, i) => (i === 0 ? first : line === "" ? others.trimEnd() : others) + line)
    .join("\n");
}
