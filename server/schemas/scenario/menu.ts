import { z } from "zod";
import { idText } from "../../input-types.ts";
import { rowRedirect } from "./redirect.ts";
import { scenarioText } from "./response.ts";

export const numberings = ["numbers", "letters", "roman", "none"] as const;
export type Numbering = (typeof numberings)[number];

export const menuRow = z.object({
  id: idText,
  /** What the customer reads. Empty for a row that redirects to a webhook. */
  text: z.string().trim().max(80, "A menu text has at most 80 characters."),
  /** What the customer may type instead; empty for the place in the menu's numbering. */
  keyword: z.string().trim().max(20, "A keyword has at most 20 characters.").default(""),
  redirect: rowRedirect,
  /** The campaign webhook that is called as soon as the row is chosen (the toggle of CONTRACTS §5); null for none. */
  webhookId: idText.nullable().default(null),
});
export type MenuRow = z.infer<typeof menuRow>;

export const MAX_ROWS = 30;

/** A menu that opens after an interaction's responses, in its last message. */
export const menu = z.object({
  rows: z.array(menuRow).max(MAX_ROWS, `A menu has at most ${MAX_ROWS} rows.`),
  numbering: z.enum(numberings).default("numbers"),
  /** Sent when an answer is neither a keyword nor a text of the menu; empty for a text that asks again. */
  invalidText: scenarioText.default(""),
  /** How often the menu is shown before Fallback answers. */
  tries: z.int().min(1).max(10).default(2),
});
export type Menu = z.infer<typeof menu>;
