import { MAX_BUTTONS, MAX_QUICK_REPLIES, MAX_QUICK_REPLY_LABEL, type Interactive } from "@/server/messages/interactive";
import { answerKey, keywordKeys, markedLine, mayBeNumbered } from "@/server/messages/options";
import type { Menu } from "@/server/schemas/scenario/menu";
import type { ShownRow } from "@/server/schemas/scenario/scenario-state";
import { excerpt } from "@/server/text/excerpt";
import { rowKeyword } from "./row-keyword";
import type { ScenarioMessage } from "./scenario-input";
import type { Label, Wording } from "./wording";

/** The most characters of a button's label (CONTRACTS §0). */
const LONGEST_LABEL = 80;

/** A text as the label of an option: on one line, without the characters beyond the limit. */
export function optionLabel(text: string, most: number = LONGEST_LABEL): string {
  return excerpt(text.replaceAll(/\s+/g, " ").trim(), most);
}

/** The rows that the customer sees, with what they can type for each. Rows without a text are not shown. */
export function shownRows(menu: Menu, wording: Wording): ShownRow[] {
  const seen = menu.rows
    .map((row, i) => ({ row, label: labelOf(row.text, wording), keyword: rowKeyword(menu, i) }))
    .filter(({ row, label }) => label.text !== "" && row.redirect.type !== "webhook");
  const shown = seen.map(({ row, label: { text, original }, keyword }) => ({
    id: row.id,
    text,
    keyword,
    ...(original !== text && { original }),
  }));
  const isClear = shown.every(({ keyword }, i) => shown.every(({ text }, j) => i === j || !isTyped(text, keyword)));
  if (isClear) return shown;
  // The text of one row is the place of another, such as "2" for two persons: only own keywords are left.
  return shown.map((row, i) => ({ ...row, keyword: seen[i]?.row.keyword ?? "" }));
}

/**
 * The row that a message chooses among those that were shown: by the value of its option, by a keyword, or by a text,
 * also by the text in the bot's main language.
 * @returns undefined if it chooses none.
 */
export function chosenRow(shown: ShownRow[], { text, meaning }: ScenarioMessage): ShownRow | undefined {
  const written = meaning === null ? [text] : [meaning, text];
  for (const one of written) {
    const key = answerKey(one);
    const row =
      shown.find(({ text }) => answerKey(text) === key) ??
      shown.find(({ keyword }) => isTyped(one, keyword)) ??
      shown.find(({ original }) => original !== undefined && answerKey(original) === key);
    if (row) return row;
  }
  return undefined;
}

/** A text as the label of an option, in both forms. */
export function labelOf(text: string, { shown, original }: Wording): Label {
  return { text: optionLabel(shown(text)), original: optionLabel(original(text)) };
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
  const options = shown.map(({ text, keyword, original = text }, i) => {
    const isShared = shown.some(
      (other, j) => j !== i && answerKey(other.original ?? other.text) === answerKey(original),
    );
    return { label: text, value: isShared ? keyword || original : original, keyword };
  });
  const isPlain = mayBeNumbered(options) && options.every(({ keyword }, i) => keyword === String(i + 1));
  return fittingOptions(isPlain ? options.map(({ label, value }) => ({ label, value })) : options);
}

/** The options of a choice, each with its number. */
export function choiceOptions(choices: Label[]): ShownOptions {
  return fittingOptions(choices.map(({ text, original }) => ({ label: text, value: original })));
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
