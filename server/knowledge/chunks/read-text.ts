/** A piece of a document in its order, as a reader found it. */
export type Block =
  /** `level` is from 1 to 6. */
  | { kind: "heading"; level: number; text: string; page: number | null; anchor: string | null }
  | { kind: "paragraph"; text: string; page: number | null; anchor: string | null }
  /** A row of a table; `header` has the texts of its columns, or is empty if the table has none. */
  | { kind: "row"; header: string[]; cells: string[]; page: number | null; anchor: string | null };

/** What a reader of files or pages makes of a document. */
export interface ReadText {
  /** Empty if the document does not name one. */
  title: string;
  blocks: Block[];
  /** What could not be read, in sentences for people. */
  warnings: string[];
}
