/** A parsed text, which already has the shape of its elements. It contains no HTML: what looks like it is text. */
export type Tree =
  | string
  | { tag: "br" | "hr" }
  | { tag: "code"; of: [text: string] }
  | { tag: "img"; href: string; alt: string }
  | { tag: "a"; href: string; of: Tree[] }
  /** The value is the number as it was written; null for a bullet. */
  | { tag: "li"; value: number | null; isTask: boolean; of: Tree[] }
  | { tag: "th" | "td"; align: "center" | "right" | null; of: Tree[] }
  | {
      tag: "p" | "h3" | "h4" | "pre" | "blockquote" | "ul" | "ol" | "table" | "tr" | "strong" | "em" | "del";
      of: Tree[];
    };

/** What is shown as an element of its own kind, such as each block. */
export type Element = Exclude<Tree, string | { tag: "a" | "img" }>;
