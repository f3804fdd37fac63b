import type { VisibleMessage } from "@/server/conversations/list-messages";
import { fileSize } from "@/server/files/file-size";
import { textWithOptions } from "@/server/messages/options";
import type { ChosenTexts } from "@/server/schemas/widget/choose-texts";

/** A visitor's conversation as plain text: what both sides have written, and nothing else. */
export function composeTranscript(
  messages: readonly VisibleMessage[],
  { language, texts }: Pick<ChosenTexts, "language" | "texts">,
  timeZone: string,
): string {
  const time = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone });
  const names = { customer: texts.you, ai: texts.title, employee: texts.colleague };
  const blocks = messages.map((message) => {
    const { sender, author, text, files, created_at: at, quick_replies, buttons, cards } = message;
    const options = quick_replies || buttons || cards ? { ...message } : null;
    const lines = [
      ...textWithOptions(text, options).split(/\r\n|[\n\r\u2028\u2029]/),
      ...files.map(({ name, size_bytes: size }) => `[${name}, ${fileSize(size)}]`),
    ];
    // Indented, so that no message looks like one of somebody else.
    const shown = lines.filter((line, i) => i > 0 || line !== "").map((line) => `  ${line}`.trimEnd());
    return [`${oneLine(author?.name ?? names[sender])}, ${time.format(new Date(at))}:`, ...shown].join("\n");
  });
  return `${[oneLine(texts.title), ...blocks].join("\n\n")}\n\n${timeZone}\n`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}
