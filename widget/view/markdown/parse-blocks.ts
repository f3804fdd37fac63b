import { parseInline } from "./parse-inline.ts";
import { beginsTable, parseTable } from "./parse-table.ts";
import { type Lines, readLines } from "./read-lines.ts";
import type { Element } from "./tree.ts";

/** Quotes and lists in each other; deeper ones are text, so that hostile input cannot exhaust the stack. */
const MOST_LEVELS = 12;
const FENCE = /^ *(`{3,}(?=[^`]*$)|~{3,})/;
const HEADING = /^ *(#{1,6}) +(.*)/;
const RULE = /^ *([-*_])(?: *\1){2,} *$/;
const QUOTE = /^ *> ?/;
const ITEM = /^( *)([-*+]|(\d{1,9})[.)])(?: +|$)/;
const TASK = /^\[([ x])\] (?=.)/i;
/** What cannot continue a paragraph. Of the numbers, only 1 begins a list there: `1986.` may be a year. */
const INTERRUPTS = /^ *(?:#{1,6} |>|`{3}|~{3}|(?:[-*+]|1[.)]) +.|$)/;
/** The last line, if it is only the beginning of a mark or of a table's row. */
const BEGUN = /^ *(?:[-*_+=]{1,2}|#{1,6}|>|\d{1,9}[.)]?|[`~]{1,2}|\|.*) *$/;

/**
 * Parses the Markdown that models write: that of GFM without HTML, references, indented code and underlined headings.
 * @param isGrowing It is still being written, and looks as it will when it is complete.
 */
export function parseMarkdown(text: string, isGrowing = false): Element[] {
  const lines = text.replaceAll("\t", "    ").split(/\r\n?|\n/);
  if (isGrowing && BEGUN.test(lines.at(-1) ?? "")) lines.pop();
  return parseBlocks(lines, isGrowing);
}

function parseBlocks(all: readonly string[], isGrowing: boolean, level = 0): Element[] {
  const lines = readLines(all);
  const blocks: Element[] = [];
  while (!lines.isEnd()) {
    if (lines.line().trim()) blocks.push(...parseBlock(lines, isGrowing, level));
    else lines.skip();
  }
  return blocks;
}

function parseBlock(lines: Lines, isGrowing: boolean, level: number): Element[] {
  const line = lines.line();
  const inner = (all: readonly string[]) => parseBlocks(all, isGrowing && lines.isEnd(), level + 1);
  const fence = FENCE.exec(line)?.[1];
  if (fence) return [parseCode(lines, fence)];
  if (beginsTable(lines)) return [parseTable(lines, isInterrupted)];
  const heading = HEADING.exec(line);
  if (heading || RULE.test(line)) {
    lines.skip();
    const [, marks = "", text = ""] = heading ?? [];
    // The panel has a heading of its own, below which these are.
    return [
      heading
        ? { tag: marks.length < 3 ? "h3" : "h4", of: parseInline(text.trim().replace(/ #+$/, "")) }
        : { tag: "hr" },
    ];
  }
  if (level < MOST_LEVELS && QUOTE.test(line)) {
    const quoted = lines.take((line) => QUOTE.test(line));
    return [{ tag: "blockquote", of: inner(quoted.map((line) => line.replace(QUOTE, ""))) }];
  }
  if (level < MOST_LEVELS && ITEM.test(line)) return [parseList(lines, inner)];
  lines.skip();
  const text = [line, ...lines.take((next) => !isInterrupted(next) && !beginsTable(lines))].join("\n").trim();
  const isLast = isGrowing && lines.isEnd();
  // It may be the header of a table.
  return isLast && text.startsWith("|") ? [] : [{ tag: "p", of: parseInline(text, isLast) }];
}

function isInterrupted(line: string): boolean {
  return INTERRUPTS.test(line) || RULE.test(line);
}

function parseCode(lines: Lines, fence: string): Element {
  const end = new RegExp(`^ *${fence}${fence[0]}* *$`);
  const indent = lines.line().indexOf(fence);
  lines.skip();
  const code = lines.take((line) => !end.test(line));
  lines.skip();
  return { tag: "pre", of: [{ tag: "code", of: [unindent(code, indent).join("\n")] }] };
}

/** @param parse Parses what is in an item. */
function parseList(lines: Lines, parse: (lines: readonly string[]) => Element[]): Element {
  const items: Element[] = [];
  const kind = kindOf(lines.line());
  const isOrdered = /[.)]/.test(kind);
  while (kindOf(lines.line()) === kind) {
    const line = lines.line();
    const [start = "", { length: indent } = "", , number] = ITEM.exec(line) ?? [];
    const text = line.slice(start.length);
    let isAfterBlank = false;
    lines.skip();
    const more = lines.take((next) => {
      const isBlank = !next.trim();
      // A paragraph can go on without an indent.
      const isInside =
        isBlank || next.search(/\S/) > indent + 1 || !(isAfterBlank || isInterrupted(next) || ITEM.test(next));
      isAfterBlank = isBlank;
      return isInside;
    });
    const isTask = TASK.test(text);
    const first = text.replace(TASK, (_, mark) => (mark === " " ? "☐ " : "☑ "));
    const of = parse([first, ...unindent(more, start.length)]);
    items.push({ tag: "li", value: isOrdered ? Number(number) : null, isTask, of });
  }
  return { tag: isOrdered ? "ol" : "ul", of: items };
}

/** The last character of an item's mark, which tells lists apart that follow each other; empty for other lines. */
function kindOf(line: string): string {
  return RULE.test(line) ? "" : (ITEM.exec(line)?.[2]?.at(-1) ?? "");
}

function unindent(lines: readonly string[], most: number): string[] {
  const indent = new RegExp(`^ {0,${most}}`);
  return lines.map((line) => line.replace(indent, ""));
}
