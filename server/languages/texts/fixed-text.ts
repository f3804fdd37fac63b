/** The parts of the list of a bot's texts, in its order. */
export const textGroups = [
  "fallback",
  "greeting",
  "menus",
  "options",
  "interactions",
  "actions",
  "answers",
  "reminders",
] as const;
export type TextGroup = (typeof textGroups)[number];

/** A text that a bot sends as it was written. */
export interface FixedText {
  group: TextGroup;
  /** Where it is, such as the name of an interaction. */
  place: string;
  text: string;
  /** The most characters of the text, and so of its translations. */
  limit: number;
}

/** Which texts are listed. */
export const textFilters = ["all", "missing", "drafts"] as const;
export type TextFilter = (typeof textFilters)[number];

/** The most texts that a model translates at a time. */
export const DRAFT_BATCH = 10;
