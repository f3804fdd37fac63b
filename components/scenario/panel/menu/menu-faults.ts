import type { Fault } from "@/components/actions/faults/fault";
import { answerKey } from "@/server/messages/options";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { targetFault } from "../fields/target-fault";
import { keywordsOf } from "./menu-keywords";

/** What is stored although it does not work yet: rows without a text or a target, and a keyword that two rows have. */
export function menuFaults({ menu, name }: Pick<Interaction, "menu" | "name">): Fault[] {
  if (!menu) return [];
  const keywords = keywordsOf(menu);
  const faults: Fault[] = menu.rows.length === 0 ? [{ path: "menu.rows", message: "Give the menu a row." }] : [];
  for (const [i, row] of menu.rows.entries()) {
    const path = `menu.rows.${i}`;
    faults.push(...targetFault(row.redirect, `${path}.redirect`));
    if (row.redirect.type === "webhook") continue;
    if (row.webhookId === "") faults.push({ path: `${path}.webhookId`, message: "Choose a webhook." });
    if (row.text.trim() === "") faults.push({ path: `${path}.text`, message: "Write what the customer reads." });
    const first = firstWithKeyword(keywords, i);
    if (first !== null) {
      const message = `Row ${first + 1}${textOf(menu.rows[first]?.text)} of ${name} has this keyword, too.`;
      faults.push({ path: `${path}.keyword`, message });
    }
  }
  return faults;
}

/** The first row with the same keyword as a later one; null if there is none. */
function firstWithKeyword(keywords: string[], index: number): number | null {
  const key = answerKey(keywords[index] ?? "");
  if (key === "") return null;
  const first = keywords.findIndex((keyword) => answerKey(keyword) === key);
  return first < index ? first : null;
}

function textOf(text: string | undefined): string {
  return text ? ` (${text})` : "";
}
