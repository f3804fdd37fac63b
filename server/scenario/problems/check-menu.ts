import { MAX_BUTTONS, MAX_QUICK_REPLIES, MAX_QUICK_REPLY_LABEL } from "@/server/messages/interactive";
import { answerKey } from "@/server/messages/options";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { Menu } from "@/server/schemas/scenario/menu";
import type { FieldPath } from "../links/list-links";
import { targetFault } from "./check-targets";
import { rowKeyword } from "../run/row-keyword";
import { type CheckedScenario, problemOf, quoteNames, type ScenarioProblem } from "./scenario-problem";

/** Finds what makes a menu unusable or ambiguous. */
export function checkMenu(interaction: Interaction, scenario: CheckedScenario): ScenarioProblem[] {
  const { menu } = interaction;
  if (menu === null) return [];
  const error = (path: FieldPath, message: string) => problemOf(interaction, "error", ["menu", ...path], message);
  if (menu.rows.length === 0) return [error(["rows"], "The menu has no rows. Add one, or remove the menu.")];
  const found = [
    ...emptyRows(menu).map((i) => error(["rows", i, "text"], `Row ${i + 1} of the menu has no text. Write it.`)),
    ...sameTexts(menu).map(({ first, row, text }) =>
      error(
        ["rows", row, "text"],
        `Rows ${first + 1} and ${row + 1} of the menu have the same text ${quoteNames([text])}. Change one of them.`,
      ),
    ),
    ...keywordClashes(menu, scenario).map(({ row, message }) => error(["rows", row, "keyword"], message)),
    ...openRows(menu)
      .slice(1)
      .map((i) =>
        error(
          ["rows", i, "redirect"],
          "Two rows of the menu take any answer of the customer, so the second is never used. Remove one of them.",
        ),
      ),
  ];
  if (menu.rows.every(({ redirect }) => targetFault(redirect, scenario) !== null)) {
    found.push(error([], "No row of the menu leads anywhere. Choose where its rows lead, or remove the menu."));
  }
  return [...found, ...shownAsText(interaction, menu)];
}

function emptyRows({ rows }: Menu): number[] {
  return placesOf(rows, ({ text, redirect }) => text === "" && redirect.type !== "webhook");
}

/** Rows that send whatever the customer writes to a webhook. */
function openRows({ rows }: Menu): number[] {
  return placesOf(rows, ({ redirect }) => redirect.type === "webhook");
}

function placesOf<T>(items: readonly T[], fits: (item: T) => boolean): number[] {
  return items.flatMap((item, i) => (fits(item) ? [i] : []));
}

function sameTexts({ rows }: Menu): { first: number; row: number; text: string }[] {
  const firsts = new Map<string, number>();
  return rows.flatMap(({ text }, row) => {
    const key = answerKey(text);
    if (key === "") return [];
    const first = firsts.get(key);
    if (first !== undefined) return [{ first, row, text }];
    firsts.set(key, row);
    return [];
  });
}

/**
 * Compares keywords with one another, with the texts of other rows, and with the words for back and main menu. A place in
 * the numbering that is also the text of another row is no fault: such a menu is shown without numbers.
 */
function keywordClashes(menu: Menu, { settings }: CheckedScenario): { row: number; message: string }[] {
  const taken = new Map<string, string>([
    ...settings.backWords.map((word): [string, string] => [answerKey(word), "a word for going back"]),
    ...settings.mainMenuWords.map((word): [string, string] => [answerKey(word), "a word for the main menu"]),
  ]);
  const texts = new Map(menu.rows.map(({ text }, i) => [answerKey(text), i]));
  return menu.rows.flatMap(({ keyword: own }, row) => {
    const keyword = rowKeyword(menu, row);
    const key = answerKey(keyword);
    if (key === "") return [];
    const textRow = texts.get(key);
    const other = own !== "" && textRow !== undefined && textRow !== row ? `the text of row ${textRow + 1}` : undefined;
    const use = taken.get(key) ?? other;
    if (!taken.has(key)) taken.set(key, `the keyword of row ${row + 1}`);
    if (use === undefined) return [];
    const message = `The keyword ${quoteNames([keyword])} of row ${row + 1} is also ${use}. Give the row another keyword.`;
    return [{ row, message }];
  });
}

/** Channels show a menu as quick replies or buttons if it fits their limits (CONTRACTS §0). */
function shownAsText(interaction: Interaction, { rows }: Menu): ScenarioProblem[] {
  const warn = (path: FieldPath, message: string) =>
    problemOf(interaction, "warning", ["menu", "rows", ...path], message);
  const shown = rows.filter(({ text }) => text !== "").length;
  if (shown > MAX_QUICK_REPLIES) {
    return [
      warn(
        [],
        `The menu has ${shown} rows. With more than ${MAX_QUICK_REPLIES}, every channel shows it as numbered lines.`,
      ),
    ];
  }
  const long = rows.findIndex(({ text }) => text.length > MAX_QUICK_REPLY_LABEL);
  if (long < 0 || shown <= MAX_BUTTONS) return [];
  return [
    warn(
      [long, "text"],
      `The text of row ${long + 1} has more than ${MAX_QUICK_REPLY_LABEL} characters. With more than ${MAX_BUTTONS} rows, every channel shows the menu as numbered lines then. Shorten it.`,
    ),
  ];
}
