import { z } from "zod";
import { idText, nameText } from "../input-types.ts";
import { checkOpening, openingFields } from "./opening.ts";

const text = z.string().trim().min(1, "Write the text.").max(1000, "A text has at most 1,000 characters.");

/** What the customer is told. `{{prize}}` stands for the name of the prize. */
export const raffleTexts = z.object({
  won: text,
  lost: text,
  /** To somebody who has taken part before. */
  again: text,
  /** Before the start and after the end. */
  closed: text,
});
export type RaffleTexts = z.infer<typeof raffleTexts>;

export const defaultRaffleTexts: RaffleTexts = {
  won: "Congratulations! You have won: {{prize}}.",
  lost: "No luck this time. Thank you for taking part!",
  again: "You have already taken part. Everybody has one entry.",
  closed: "This raffle is not open at the moment.",
};

const MAX_QUANTITY = 1_000_000;

const prize = z.object({
  /** Null for a new prize. */
  id: idText.nullable(),
  name: nameText("Name the prize.", 100, "A name has at most 100 characters."),
  /** All there are, including those that were won. */
  quantity: z
    .int("Write a whole number.")
    .min(0, "There can't be fewer than 0 of a prize.")
    .max(MAX_QUANTITY, "There can be at most 1,000,000 of a prize."),
});

/** What people set of a raffle. */
export const raffleSettings = z
  .object({
    name: nameText("Name the raffle.", 100, "A name has at most 100 characters."),
    winChance: z
      .number("Write the chance as a number.")
      .min(0, "The chance is at least 0 %.")
      .max(1, "The chance is at most 100 %."),
    ...openingFields,
    texts: raffleTexts,
    prizes: z.array(prize).min(1, "Add at least one prize.").max(50, "A raffle has at most 50 prizes."),
  })
  .superRefine((raffle, context) => {
    checkOpening(raffle, context);
    raffle.prizes.forEach(({ name }, i) => {
      const isTwice = raffle.prizes.findIndex((other) => other.name === name) < i;
      const message = `There are two prizes named “${name}”. Rename or remove one.`;
      if (isTwice) context.addIssue({ code: "custom", path: ["prizes", i, "name"], message });
    });
  });
export type RaffleSettings = z.infer<typeof raffleSettings>;

/** How many of a prize are left. */
export interface PrizeStock {
  id: string;
  name: string;
  left: number;
}
