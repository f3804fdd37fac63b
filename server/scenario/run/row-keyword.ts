import type { Menu, Numbering } from "@/server/schemas/scenario/menu";

/**
 * What a customer may type for a row of a menu: its own keyword, or its place in the menu's numbering, which counts the
 * rows with a text. Empty for a row without a text, which is not shown.
 */
export function rowKeyword({ rows, numbering }: Menu, row: number): string {
  const { text = "", keyword = "" } = rows[row] ?? {};
  if (text === "") return "";
  return keyword || numberOf(rows.slice(0, row + 1).filter((one) => one.text !== "").length, numbering);
}

function numberOf(place: number, numbering: Numbering): string {
  switch (numbering) {
    case "numbers":
      return String(place);
    case "letters":
      return letters(place);
    case "roman":
      return roman(place);
    case "none":
      return "";
  }
}

/** A to Z, then AA, AB … */
function letters(place: number): string {
  const last = String.fromCodePoint(65 + ((place - 1) % 26));
  return place > 26 ? letters(Math.floor((place - 1) / 26)) + last : last;
}

const ONES = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];

/** I, II, III, IV … of a number below 40. */
function roman(place: number): string {
  return "X".repeat(Math.floor(place / 10)) + (ONES[place % 10] ?? "");
}
