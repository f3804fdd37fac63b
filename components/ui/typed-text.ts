"use client";

import { type FormEvent, type FocusEvent, useRef } from "react";

/** What is read of a text box. */
export type TextBox = Pick<HTMLInputElement, "value" | "type" | "isConnected">;

/** Inputs whose value is not typed, or not to be kept. */
const NOT_TYPED = new Set(["radio", "checkbox", "button", "submit", "range", "search"]);

/**
 * Notices text that is typed into the forms of an element. `boxProps` go on that element. `isTyped` tells whether text
 * that was typed is still there; a box that is gone, such as one of an earlier step, counts as typed.
 */
export function useTypedText() {
  const boxes = useRef(createTypedBoxes());
  const last = useRef<HTMLElement | null>(null);
  return {
    /** The box that had the focus last. */
    lastBox: () => last.current,
    forget: () => boxes.current.clear(),
    isTyped: () => boxes.current.hasText(),
    boxProps: {
      onFocus: ({ target, currentTarget }: FocusEvent<HTMLElement>) => {
        if (!isTextBox(target, currentTarget)) return;
        boxes.current.see(target);
        last.current = target;
      },
      onInput: ({ target, currentTarget }: FormEvent<HTMLElement>) => {
        if (isTextBox(target, currentTarget)) boxes.current.type(target);
      },
    },
  };
}

/** Remembers the text of boxes when they were first seen, and which of them were typed into. */
export function createTypedBoxes() {
  const before = new Map<TextBox, string>();
  const typed = new Set<TextBox>();
  return {
    see(box: TextBox) {
      if (!typed.has(box)) before.set(box, box.value);
    },
    type(box: TextBox) {
      if (!NOT_TYPED.has(box.type)) typed.add(box);
    },
    hasText: () => [...typed].some((box) => !box.isConnected || box.value !== (before.get(box) ?? "")),
    clear() {
      before.clear();
      typed.clear();
    },
  };
}

function isTextBox(target: EventTarget, within: HTMLElement): target is HTMLInputElement | HTMLTextAreaElement {
  const isBox = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  // React passes on events of windows that this one opened.
  return isBox && target.form !== null && within.contains(target);
}
