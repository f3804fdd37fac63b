import type { List, ListItem, Nodes, PhrasingContent, Root, RootContent, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { visit } from "unist-util-visit";

/** No real text has a line with this many nested quotations and lists, and the parser recurses per level. */
const NESTED_TOO_DEEPLY = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){50}/m;
/** Emphasis marks; the parser's time grows with the square of their number. */
const MAX_MARKS = 2000;

/** The addresses of links in the form `[text][name]`, by name. */
type Addresses = ReadonlyMap<string, string>;

/**
 * Converts Markdown to plain text for channels that do not support it. All visible text is kept: links become "text
 * (address)", lists keep numbers and bullets, tables become lines, and code keeps its text.
 */
export function markdownToPlain(markdown: string): string {
  if (NESTED_TOO_DEEPLY.test(markdown) || countMarks(markdown) > MAX_MARKS) return markdown;
  // A single tilde is not strikethrough: "3~5 days".
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

/** The names that links and images refer to. "[Price]: 500" is a definition, too, but no link uses it. */
function referencesIn(root: Root): ReadonlySet<string> {
  const found = new Set<string>();
  visit(root, (node) => {
    if (node.type === "linkReference" || node.type === "imageReference") found.add(node.identifier);
  });
  return found;
}

class PlainText {
  private readonly source: string;
  private readonly addresses: Addresses;
  private readonly references: ReadonlySet<string>;

  constructor(source: string, root: Root) {
    this.source = source;
    this.addresses = addressesOf(root);
    this.references = referencesIn(root);
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
      case "definition":
        return this.references.has(node.identifier) ? "" : this.sourceOf(node);
      default:
        return this.phrase(node);
    }
  }

  private sourceOf({ position }: RootContent): string {
    return position ? this.source.slice(position.start.offset, position.end.offset) : "";
  }

  private list({ children, ordered, spread }: List): string {
    const items = children.map((item) => {
      const mark = ordered ? `${this.numberOf(item)}. ` : "- ";
      return prefixed(mark, " ".repeat(mark.length), this.listItem(item));
    });
    return items.join(spread ? "\n\n" : "\n");
  }

  /** The number written in the text: Markdown itself only uses the first number of a list. */
  private numberOf({ position }: ListItem): string {
    const at = position?.start.offset ?? 0;
    return /^\d+/.exec(this.source.slice(at, at + 9))?.[0] ?? "1";
  }

  private listItem({ children, checked, spread }: ListItem): string {
    const box = typeof checked === "boolean" ? `[${checked ? "x" : " "}] ` : "";
    return box + this.blocks(children, spread ? "\n\n" : "\n");
  }

  /** Each row becomes a line. */
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

/** A link whose text is its address is written once. */
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
