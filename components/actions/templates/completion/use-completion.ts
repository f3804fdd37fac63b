"use client";

import { useRef, useState, type KeyboardEvent, type RefObject, type SyntheticEvent } from "react";
import { isComposing } from "@/components/ui/is-composing";
import type { VariableGroup } from "../variable-group";
import { findTyped, type Braces, type Typed } from "./find-typed";
import { matchVariables } from "./match-variables";

interface CompletionInput {
  box: RefObject<HTMLTextAreaElement | null>;
  braces: Braces;
  groups: VariableGroup[];
  /** Replaces what is typed by a reference, and puts the caret behind it or where the user continues. */
  onAccept: (typed: Typed, reference: string) => void;
}

/** A list of variables that opens while a reference is typed. The focus stays in the text area. */
export function useCompletion({ box, braces, groups, onAccept }: CompletionInput) {
  const [typed, setTyped] = useState<Typed | null>(null);
  /** The reference that Enter inserts; null for none. */
  const [active, setActive] = useState<string | null>(null);
  /** Where Escape closed the list: it stays closed for that reference. */
  const dismissedAt = useRef<number | null>(null);
  const matches = typed ? matchVariables(groups, typed.query) : [];
  // Without any variable, the list says how to get one.
  const isOpen = typed !== null && (matches.length > 0 || (groups.length === 0 && typed.query === ""));

  /** Opens, updates or closes the list by the text and the caret. */
  function look({ value, selectionStart: caret, selectionEnd }: HTMLTextAreaElement, isForced = false) {
    const found = caret === selectionEnd ? findTyped(value, caret, braces) : null;
    if (found?.start !== dismissedAt.current || isForced) dismissedAt.current = null;
    const next = found ?? (isForced ? { start: caret, end: caret, query: "" } : null);
    setTyped(dismissedAt.current === null ? next : null);
    if (!next || next.query === typed?.query) return;
    // A brace alone may be meant as such: the list then takes Enter only after an arrow key.
    const isVague = braces === "{" && next.query === "";
    setActive(isVague ? null : (referencesIn(matchVariables(groups, next.query))[0] ?? null));
  }

  function dismiss() {
    dismissedAt.current = typed?.start ?? null;
    setTyped(null);
  }

  function accept(reference: string) {
    if (!typed) return;
    setTyped(null);
    onAccept(typed, reference);
    const area = box.current;
    const found = area && findTyped(area.value, area.selectionStart, braces);
    const deeper = found
      ? referencesIn(matchVariables(groups, found.query)).filter((other) => other !== reference)
      : [];
    if (deeper.length === 0) return;
    setTyped(found);
    setActive(deeper[0] ?? null);
  }

  function move(by: -1 | 1) {
    const references = referencesIn(matches);
    const at = active === null ? -1 : references.indexOf(active);
    setActive(references.at(at === -1 && by === -1 ? -1 : (at + by) % references.length) ?? null);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    const isForced = event.key === " " && event.ctrlKey;
    if (isComposing(event) || (!isForced && (!isOpen || event.ctrlKey || event.metaKey || event.altKey))) return;
    if (isForced) look(event.currentTarget, true);
    else if (event.key === "Escape") dismiss();
    else if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && active !== null) accept(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    /** For CompletionList. */
    list: { box, typed: isOpen ? typed : null, groups: matches, active, onActive: setActive, onAccept: accept },
    /** To call after a change of the text. */
    look,
    /** For the text area. */
    boxProps: {
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      onKeyDown,
      onSelect: ({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) => typed && look(currentTarget),
      onBlur: () => setTyped(null),
    },
  } as const;
}

function referencesIn(groups: VariableGroup[]): string[] {
  return groups.flatMap(({ items }) => items.map(({ reference }) => reference));
}
