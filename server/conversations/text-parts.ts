/** The range of a message's text that the bot's model wrote, in UTF-16 units: it is Markdown. */
export interface MarkdownRange {
  from: number;
  to: number;
}

/** A piece of a message's text, plain or Markdown. */
export interface TextPart {
  format: "plain" | "markdown";
  text: string;
}

/** A message's text, and what tells its Markdown from the rest. */
export interface StoredText {
  sender: "customer" | "ai" | "employee";
  /** The turn whose answer it is. */
  turnId: string | null;
  text: string;
  /** How many characters at its start and its end are fixed texts of the bot. */
  fixedStart: number;
  fixedEnd: number;
}

/**
 * The part of a message that is Markdown; null when all of it is plain (CONTRACTS §0): what people type, what the steps
 * of actions send, and the fixed texts of a bot.
 */
export function markdownRange({ sender, turnId, text, fixedStart, fixedEnd }: StoredText): MarkdownRange | null {
  if (sender !== "ai" || turnId === null) return null;
  const to = text.length - fixedEnd;
  return fixedStart < to ? { from: fixedStart, to } : null;
}

/** Splits a message's text into its parts, in order; the empty lines between parts are dropped. */
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
