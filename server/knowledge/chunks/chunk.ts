/** A searchable part of a document, before it is stored. */
export interface Chunk {
  /** The document's title and the headings above the text. */
  headings: string[];
  text: string;
  /** From 1; null if the document has no pages. */
  page: number | null;
  anchor: string | null;
  /** `question`: its text is a direct question or a variant of one. A passage unless given. */
  kind?: "passage" | "question";
}
