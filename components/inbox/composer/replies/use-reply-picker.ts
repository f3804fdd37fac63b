import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, type SyntheticEvent, useState } from "react";
import { insertTextIntoField } from "text-field-edit";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { isComposing } from "@/components/ui/is-composing";
import { fillReply, openReferences, type ReplyValues } from "@/server/inbox/saved-replies/reply-template";
import type { SavedReply } from "../../inbox-types";
import { findSlash, matchReplies } from "./match-replies";
import { selectPart } from "./select-part";

interface ReplyPickerOptions {
  box: RefObject<HTMLTextAreaElement | null>;
  text: string;
  /** The values of the open conversation. */
  values: ReplyValues;
}

export type ReplyPickerState = ReturnType<typeof useReplyPicker>;

/** The search for a saved reply that a slash in the text box begins. The box keeps the focus and takes the keys. */
export function useReplyPicker({ box, text, values }: ReplyPickerOptions) {
  const trpc = useTRPC();
  const { data: replies } = useQuery(trpc.savedReplies.list.queryOptions());
  /** Null while the box has no focus. */
  const [caret, setCaret] = useState<number | null>(null);
  /** The slash whose list was closed by Escape. */
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [chosen, setChosen] = useState<{ query: string; id: string } | null>(null);

  const typed = caret === null ? null : findSlash(text, caret);
  const matches = typed && replies ? matchReplies(replies, typed.query) : [];
  // Words after a slash that match nothing are an ordinary text.
  const isText = typed !== null && matches.length === 0 && typed.query.includes(" ");
  const isOpen = typed !== null && replies !== undefined && typed.start !== closedAt && !isText;
  // Another search begins with its first match.
  const found = chosen?.query === typed?.query ? matches.findIndex(({ id }) => id === chosen?.id) : 0;
  const index = Math.max(found, 0);
  const active = isOpen ? matches[index] : undefined;

  function activate(id: string) {
    setChosen({ query: typed?.query ?? "", id });
  }

  function move(step: number) {
    const next = matches[(index + step + matches.length) % matches.length];
    if (next) activate(next.id);
  }

  function insert(reply: SavedReply) {
    const area = box.current;
    if (!area || !typed) return;
    const filled = fillReply(reply.text, values);
    area.focus();
    area.setSelectionRange(typed.start, typed.start + 1 + typed.query.length);
    // As if it were typed, so that the browser's Undo takes it back.
    insertTextIntoField(area, filled);
    const [open] = openReferences(filled);
    if (open) selectPart(area, { ...open, start: typed.start + open.start });
    setCaret(area.selectionEnd);
  }

  /** Handles the keys of the open list. Returns whether the key was one of them. */
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    if (!isOpen || isComposing(event) || event.shiftKey) return false;
    if (event.key === "Escape") setClosedAt(typed.start);
    else if (!active) return false;
    else if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" || event.key === "Tab") insert(active);
    else return false;
    event.preventDefault();
    return true;
  }

  function onSelect({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) {
    const { selectionStart, selectionEnd, value } = currentTarget;
    const at = selectionStart === selectionEnd ? selectionEnd : null;
    setCaret(at);
    if (at === null || findSlash(value, at)?.start !== closedAt) setClosedAt(null);
  }

  /** Begins a search at the caret, for people who do not know the slash. */
  function begin() {
    const area = box.current;
    if (!area) return;
    area.focus();
    const needsSpace = /\S$/u.test(area.value.slice(0, area.selectionStart));
    insertTextIntoField(area, needsSpace ? " /" : "/");
    setClosedAt(null);
    setCaret(area.selectionEnd);
  }

  return {
    isOpen,
    matches,
    active,
    query: typed?.query ?? "",
    hasReplies: (replies?.length ?? 0) > 0,
    activate,
    insert,
    begin,
    onKeyDown,
    boxProps: { onSelect, onBlur: () => setCaret(null), "aria-autocomplete": "list" as const },
  };
}
