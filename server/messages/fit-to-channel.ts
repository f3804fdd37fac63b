import { markdownToPlain } from "../text/markdown-to-plain.ts";
import type { Interactive } from "./interactive.ts";
import { textWithOptions } from "./options.ts";

/** What a channel shows natively. The numbers are the most options of one message; with 0, options become text. */
export interface Shown {
  markdown: boolean;
  quickReplies: number;
  buttons: number;
  cards: number;
}

interface Message {
  text: string;
  /** The range of the text that is Markdown; null when there is none. */
  markdown: { from: number; to: number } | null;
  interactive: Interactive | null;
}

/** Adapts a message to a channel: what the channel cannot show natively becomes text (CONTRACTS §0). */
export function fitToChannel(
  { text, markdown, interactive }: Message,
  shown: Shown,
): { text: string; interactive: Interactive | null } {
  const words = shown.markdown || markdown === null ? text : withPlain(text, markdown);
  if (interactive === null || isShown(interactive, shown)) return { text: words, interactive };
  return { text: textWithOptions(words, interactive), interactive: null };
}

/** The bot's fixed texts around the Markdown are plain text already. */
function withPlain(text: string, { from, to }: { from: number; to: number }): string {
  const markdown = text.slice(from, to);
  const plain = markdownToPlain(markdown.trim());
  const start = markdown.slice(0, markdown.length - markdown.trimStart().length);
  const end = markdown.slice(markdown.trimEnd().length);
  return text.slice(0, from) + start + plain + end + text.slice(to);
}

function isShown({ quick_replies = [], buttons = [], cards = [] }: Interactive, shown: Shown): boolean {
  return quick_replies.length <= shown.quickReplies && buttons.length <= shown.buttons && cards.length <= shown.cards;
}
