import type { Menu, Numbering } from "@/server/schemas/scenario/menu";

/**
 * The keyword of each row: its own, or by default its place in the numbering. Rows that redirect to a webhook have none
 * and are not counted; neither do menus without numbering have default keywords.
 */
export function keywordsOf({ rows, numbering }: Pick<Menu, "rows" | "numbering">): string[] {
  let place = 0;
  return rows.map(({ keyword, redirect }) => {
    if (redirect.type === "webhook") return "";
    place += 1;
    return keyword.trim() || numberOf(place, numbering);
  });
}

/** The mark of a place in a numbering, counted from 1; empty without numbering. */
function numberOf(place: number, numbering: Numbering): string {
  if (numbering === "numbers") return String(place);
  if (numbering === "letters") return letterOf(place);
  if (numbering === "roman") return romanOf(place);
  return "";
}

/** A, B, … Z, AA, AB, … */
function letterOf(place: number): string {
  const last = String.fromCharCode(65 + ((place - 1) % 26));
  return place > 26 ? letterOf(Math.floor((place - 1) / 26)) + last : last;
}

const romans: readonly [number, string][] = [
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

function romanOf(place: number): string {
  const [value, mark] = romans.find(([value]) => value <= place) ?? [0, ""];
  return mark === "" ? "" : mark + romanOf(place - value);
}
