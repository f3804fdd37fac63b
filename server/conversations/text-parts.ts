/** The range of a message's text that is Markdown, because the bot's model wrote it, in UTF-16 units. */
export interface MarkdownRange {
  from: number;
  to: number;
}

/** A piece of a message's text, plain or Markdown. */
export interface TextPart {
  format: "plain" | "markdown";
  text: string;
}

/** A message's text, and the fields that determine which part of it is Markdown. */
export interface StoredText {
  sender: "customer" | "ai" | "employee";
  /** The turn whose reply the message belongs to; null for other messages. */
  turnId: string | null;
  text: string;
  /** The lengths of the bot's fixed texts at the start and the end, in characters. */
  fixedStart: number;
  fixedEnd: number;
}

/**
 * Returns the part of a message that is Markdown, or null if all of it is plain text (CONTRACTS §0). What people type,
 * what steps of actions send and the fixed texts of a bot are plain.
 */
export function markdownRange({ sender, turnId, text, fixedStart, fixedEnd }: StoredText): MarkdownRange | null {
  if (sender !== "ai" || turnId === null) return null;
  const to = text.length - fixedEnd;
  return fixedStart < to ? { from: fixedStart, to } : null;
}

/** Splits a message's text into its parts, in order, without the empty lines between them. */
export function textParts({ text, markdown }: { text: string; markdown: MarkdownRange | null }): TextPart[] {
  if (markdown === null) return present({ format: "plain", text });
  return [
    ...present({ format: "plain", text: text.slice(0, markdown.from).trim() }),
    ...present({ format: "markdown", text: text.slice(markdown.from, markdown.to).trim() }),
    ...present({ format: "plain", text: text.slice(markdown.to).trim() }),
  ];
}

function present(part: TextPart): TextPart[] {
  return part.text.trim() === "" ? [] : [part];
}
