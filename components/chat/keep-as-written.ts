import type { Link, List, Nodes, PhrasingContent, Root, Text } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import { linkParts } from "./link-parts";

/**
 * A remark plugin that keeps what Markdown would change in a message: list items keep their numbers, line breaks stay
 * (`<br>` too), and a bare address ends at punctuation of any script. Each block gets the direction of its own text.
 */
export function keepAsWritten() {
  return (tree: Root, file: { value: unknown }): void => {
    const source = String(file.value);
    visit(tree, "list", (list) => keepNumbers(list, source));
    visit(tree, "html", (html, index, parent) => {
      if (parent && index !== undefined && LINE_BREAK.test(html.value)) parent.children[index] = { type: "break" };
    });
    visit(tree, (node, index, parent) => {
      const parts = node.type === "link" ? relinked(node, source) : node.type === "text" ? inLines(node) : null;
      if (!parts || !parent || index === undefined) return undefined;
      parent.children.splice(index, 1, ...parts);
      return [SKIP, index + parts.length];
    });
    // Top-level blocks only: a browser skips elements with a `dir` when it determines the direction of their parent.
    for (const block of tree.children) setProperties(block, { dir: "auto" });
  };
}

const LINE_BREAK = /^<br ?\/?>$/i;

/** Sets properties of the HTML element that a node is rendered to. */
function setProperties(node: Nodes, properties: Record<string, string | number>): void {
  node.data = { ...node.data, hProperties: { ...node.data?.hProperties, ...properties } };
}

/** Markdown would number the items consecutively from the first one. */
function keepNumbers(list: List, source: string): void {
  if (!list.ordered) return;
  let digits = 1;
  for (const item of list.children) {
    const number = numberAt(source, item.position?.start.offset);
    if (number === undefined) continue;
    setProperties(item, { value: Number(number) });
    digits = Math.max(digits, number.length);
  }
  setProperties(list, { dataDigits: digits });
}

function numberAt(source: string, offset: number | undefined): string | undefined {
  // CommonMark allows at most nine digits.
  return offset === undefined ? undefined : /^\d+/.exec(source.slice(offset, offset + 9))?.[0];
}

function inLines({ value }: Text): PhrasingContent[] | null {
  if (!value.includes("\n")) return null;
  return value
    .split("\n")
    .flatMap((line, i): PhrasingContent[] => [...(i > 0 ? [LINE_END] : []), { type: "text", value: line }]);
}

const LINE_END: PhrasingContent = { type: "break" };

/** Splits a bare address that contains characters of other scripts; null if the link needs no change. */
function relinked(link: Link, source: string): PhrasingContent[] | null {
  const [child] = link.children;
  if (child?.type !== "text" || link.children.length !== 1 || isAscii(child.value)) return null;
  const before = source[link.position?.start.offset ?? -1];
  if (before === "[" || before === "<") return null;
  return linkParts(child.value).map(({ text, href }) => {
    const shown: Text = { type: "text", value: text };
    return href === null ? shown : { type: "link", url: href, children: [shown] };
  });
}

function isAscii(text: string): boolean {
  return !/\P{ASCII}/u.test(text);
}
