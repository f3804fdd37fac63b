import type { ShownMessage } from "../../client/chat-client.ts";

/** A message with its place among the others. */
export interface LogRow {
  message: ShownMessage;
  /** The first or last of the messages that one sender wrote in a row. */
  isFirst: boolean;
  isLast: boolean;
  /** It is the first of its day. */
  isNewDay: boolean;
  /** The first message that the reader has not seen. */
  isNew: boolean;
}

/** Messages that are further apart do not belong together. */
const GROUP_MS = 5 * 60_000;

/** @param newFrom The id of the first message that the reader has not seen. */
export function logRows(messages: readonly ShownMessage[], newFrom: string | null): LogRow[] {
  const rows: LogRow[] = [];
  for (const message of messages) {
    const before = rows.at(-1);
    const isNewDay = !before || dayOf(before.message) !== dayOf(message);
    const isNew = message.id === newFrom;
    const isFirst = isNewDay || isNew || !belongTogether(before.message, message);
    if (before && !isFirst) before.isLast = false;
    rows.push({ message, isFirst, isLast: true, isNewDay, isNew });
  }
  return rows;
}

function dayOf({ at }: ShownMessage): string {
  return new Date(at).toDateString();
}

function belongTogether(one: ShownMessage, next: ShownMessage): boolean {
  return (
    one.sender === next.sender &&
    one.author?.name === next.author?.name &&
    Date.parse(next.at) - Date.parse(one.at) < GROUP_MS
  );
}
