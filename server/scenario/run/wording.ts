/** How a text of a scenario reads with its values filled in. */
export interface Wording {
  /** As its author wrote it: what webhooks, variables and matching get. */
  original(text: string): string;
  /** In the language of the conversation, if there is a translation: what the customer reads. */
  shown(text: string): string;
}

/** A label in both forms. */
export interface Label {
  text: string;
  original: string;
}

/** Texts without values and translations, as in an editor. */
export const asWritten: Wording = { original: (text) => text, shown: (text) => text };
