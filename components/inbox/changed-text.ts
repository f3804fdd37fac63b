import type { ManyChange } from "./inbox-types";

const verbs: Record<ManyChange["kind"], string> = {
  assign: "Assigned",
  snooze: "Snoozed",
  unsnooze: "Ended the snooze of",
  close: "Closed",
  reopen: "Opened",
  mark_read: "Marked as read:",
};

/** "Closed 3 conversations." */
export function changedText(change: ManyChange, count: number): string {
  const verb = change.kind === "assign" && change.memberId === null ? "Unassigned" : verbs[change.kind];
  return `${verb} ${count} ${count === 1 ? "conversation" : "conversations"}.`;
}

/** How many of a bulk failed, and why the first one did. */
export function failedText(failed: readonly { message: string }[], all: number): string {
  const why = failed[0]?.message ?? "";
  return all === 1 ? why : `${failed.length} of ${all} conversations could not be changed. ${why}`;
}

/** The change that undoes a change; null if there is none. */
export function undoOf({ kind }: ManyChange): ManyChange | null {
  if (kind === "close") return { kind: "reopen" };
  if (kind === "snooze") return { kind: "unsnooze" };
  return null;
}
