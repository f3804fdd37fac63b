import { MAX_BUTTONS, MAX_QUICK_REPLIES, MAX_QUICK_REPLY_LABEL, type Interactive } from "@/server/messages/interactive";
import { answerKey, keywordKeys, markedLine, mayBeNumbered } from "@/server/messages/options";
import type { Menu } from "@/server/schemas/scenario/menu";
import type { ShownRow } from "@/server/schemas/scenario/scenario-state";
import { excerpt } from "@/server/text/excerpt";
import { rowKeyword } from "./row-keyword";
import type { ScenarioMessage } from "./scenario-input";

/** The most characters of a button's label (CONTRACTS §0). */
const LONGEST_LABEL = 80;

/** A text as the label of an option: on one line, without the characters beyond the limit. */
export function optionLabel(text: string, most: number = LONGEST_LABEL): string {
  return excerpt(text.replaceAll(/\s+/g, " ").trim(), most);
}

/** The rows that the customer sees, with what they can type for each. Rows without a text are not shown. */
export function shownRows(menu: Menu, render: (text: string) => string): ShownRow[] {
  const seen = menu.rows
    .map((row, i) => ({ row, text: optionLabel(render(row.text)), keyword: rowKeyword(menu, i) }))
    .filter(({ row, text }) => text !== "" && row.redirect.type !== "webhook");
  const shown = seen.map(({ row, text, keyword }) => ({ id: row.id, text, keyword }));
  const isClear = shown.every(({ keyword }, i) => shown.every(({ text }, j) => i === j || !isTyped(text, keyword)));
  if (isClear) return shown;
  // The text of one row is the place of another, such as "2" for two persons: only own keywords are left.
  return shown.map((row, i) => ({ ...row, keyword: seen[i]?.row.keyword ?? "" }));
}

/**
 * The row that a message chooses among those that were shown: by the value of its option, by a keyword, or by a text.
 * @returns undefined if it chooses none.
 */
export function chosenRow(shown: ShownRow[], { text, meaning }: ScenarioMessage): ShownRow | undefined {
  const written = meaning === null ? [text] : [meaning, text];
  for (const one of written) {
    const row =
      shown.find((row) => answerKey(row.text) === answerKey(one)) ?? shown.find((row) => isTyped(one, row.keyword));
    if (row) return row;
  }
  return undefined;
}

/** The keyword of a row for its webhook, which gets a number (CONTRACTS §5): the row's place if it is no whole number. */
export function keywordNumber(shown: ShownRow[], rowId: string): number {
  const place = shown.findIndex(({ id }) => id === rowId);
  const keyword = shown[place]?.keyword ?? "";
  return /^\d{1,15}$/.test(keyword) ? Number(keyword) : place + 1;
}

function isTyped(text: string, keyword: string): boolean {
  return keywordKeys(keyword).includes(answerKey(text));
}

/** Options of a message, or lines of text if there are more or longer ones than a message can have. */
export type ShownOptions = { interactive: Interactive } | { lines: string };

/** The options of a menu: quick replies if they fit, or else buttons, or else lines of text. */
export function menuOptions(shown: ShownRow[]): ShownOptions {
  const options = shown.map(({ text, keyword }, i) => ({
    label: text,
    value: shown.some((other, j) => j !== i && answerKey(other.text) === answerKey(text)) ? keyword || text : text,
    keyword,
  }));
  const isPlain = mayBeNumbered(options) && options.every(({ keyword }, i) => keyword === String(i + 1));
  return fittingOptions(isPlain ? options.map(({ label, value }) => ({ label, value })) : options);
}

/** The options of a choice, each with its number. */
export function choiceOptions(choices: string[]): ShownOptions {
  return fittingOptions(choices.map((choice) => ({ label: choice, value: choice })));
}

interface Option {
  label: string;
  value: string;
  keyword?: string;
}

function fittingOptions(options: Option[]): ShownOptions {
  const areShort = options.every(({ label }) => label.length <= MAX_QUICK_REPLY_LABEL);
  if (areShort && options.length <= MAX_QUICK_REPLIES) return { interactive: { quick_replies: options } };
  if (options.length <= MAX_BUTTONS) {
    return { interactive: { buttons: options.map((option) => ({ ...option, type: "reply" as const })) } };
  }
  const lines = options.map(({ label, keyword }, i) => markedLine(keyword ?? String(i + 1), label));
  return { lines: lines.join("\n") };
}
