import { openMarks } from "./open-marks.ts";
import type { Tree } from "./tree.ts";

/**
 * What is more than text. The lengths are limited, so that a text of many beginnings is searched in a time that grows
 * with its length only.
 */
const TOKENS = new RegExp(
  [
    String.raw`\\(?<escaped>[!-/:-@[-\x60{-~])`,
    "(?<!`)(?<ticks>`{1,9})(?!`)(?:(?<code>[^]{1,2000}?)(?<!`)\\k<ticks>(?!`))?",
    String.raw`(?<open>!?\[)`,
    // The title in `(address "title")` is not shown.
    String.raw`(?<close>\])(?:\( {0,9}(?<href><[^<>\n]{0,1000}>|(?:[^\s()<]|\([^\s()]{0,500}\)){0,1000})(?: {1,9}(?:"[^"]{0,500}"|'[^']{0,500}'))? {0,9}\))?`,
    String.raw`<(?<address>(?:https?|mailto|tel):[^\s<>]{1,1000}|[\w.+-]{1,64}@[\w.-]{1,255})>`,
    // It becomes a link when it is shown; here it only keeps its marks.
    String.raw`(?<bare>(?:https?://|www\.)[^\s<>[\]*~"\x60\\]{0,1000})`,
    String.raw`(?<newLine> {0,9}\\?\n *|<br ?/?>)`,
    "&(?<entity>amp|lt|gt|quot|nbsp|#39);",
    String.raw`(?<marks>(?<!\*)\*{1,3}(?!\*)|(?<!_)_{1,3}(?!_)|(?<!~)~~(?!~))`,
  ].join("|"),
  "g",
);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: "\u00A0",
  "#39": "'",
};
/** The end of a text whose link is complete when its address is. */
const BEGUN_LINK = /^\](?:\([^()\s]{0,1000})?$/;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Parses the text of a paragraph, a heading or a cell.
 * @param isGrowing It is still being written: what is open is closed, and the beginning of a mark is not shown.
 */
export function parseInline(source: string, isGrowing = false): Tree[] {
  const open = openMarks();
  let at = 0;
  for (const found of source.matchAll(TOKENS)) {
    const { index, groups = {} } = found;
    const { escaped, ticks, code, address, bare, entity, marks } = groups;
    open.add(source.slice(at, index));
    at = index + found[0].length;
    const rest = isGrowing ? source.slice(at) : " ";
    if (code) open.add({ tag: "code", of: [codeText(code)] });
    else if (ticks && isGrowing) {
      if (rest) open.add({ tag: "code", of: [codeText(rest)] });
      return open.end(true);
    } else if (groups["open"]) open.start(found[0]);
    else if (groups["close"]) {
      if (isGrowing && BEGUN_LINK.test(found[0] + rest)) return open.end(true);
      closeBracket(open, found[0], groups["href"]);
    } else if (address)
      open.add({ tag: "a", href: address.includes(":") ? address : `mailto:${address}`, of: [address] });
    else if (groups["newLine"]) open.add({ tag: "br" });
    else if (marks) takeMarks(open, marks, source[index - 1] ?? " ", source[at] ?? " ", rest === "");
    else open.add(escaped ?? bare ?? ENTITIES[entity ?? ""] ?? found[0]);
  }
  open.add(source.slice(at));
  return open.end(isGrowing);
}

/** Without the space that parts backticks in the code from those around it. */
function codeText(code: string): string {
  return code.replaceAll("\n", " ").replace(/^ (.*[^ ].*) $/, "$1");
}

type Open = ReturnType<typeof openMarks>;

function closeBracket(open: Open, text: string, href: string | undefined): void {
  const index = open.find((mark) => mark.endsWith("["));
  if (index < 0) return open.add(text);
  if (href === undefined) {
    open.drop(index);
    return open.add(text);
  }
  const { mark, of = [] } = open.take(index) ?? {};
  const address = href.replace(/^<(.*)>$/, "$1").replaceAll("&amp;", "&");
  if (mark === "![") return open.add({ tag: "img", href: address, alt: of.map(plainText).join("") });
  // A link without a text is not seen, and one around another is not possible.
  if (of.length > 0) open.add({ tag: "a", href: address, of });
  for (let outer = open.find(isLink); outer > 0; outer = open.find(isLink)) open.drop(outer);
  return undefined;
}

function isLink(mark: string): boolean {
  return mark === "[";
}

function plainText(tree: Tree): string {
  if (typeof tree === "string") return tree;
  return "of" in tree ? tree.of.map(plainText).join("") : "";
}

/** Takes a row of `*`, `_` or `~~` for the end of an open mark, the beginning of one, or text. */
function takeMarks(open: Open, row: string, before: string, after: string, isLast: boolean): void {
  const [character = ""] = row;
  const isWord = (beside: string) => character === "_" && WORD.test(beside);
  let left = row;
  while (left && before.trim() && !isWord(after)) {
    const index = open.find((mark) => mark === left || (left.length > 2 && mark !== "" && left.startsWith(mark)));
    if (index < 0) break;
    left = left.slice(open.close(index).length);
  }
  if (!after.trim() || isWord(before)) open.add(isLast ? "" : left);
  else if (left.length > 2) [character, character + character].forEach(open.start);
  else if (left) open.start(left);
}
