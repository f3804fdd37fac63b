"use client";

import { useCallback, useEffect, useRef, useState } from "react";

export type SaveState = "saved" | "saving" | "unsaved" | { error: string };

const PAUSE_MS = 700;

/**
 * Saves a value shortly after its last change, and at once when asked (blur, leaving the page). Saves follow one
 * another, so that an older value never overwrites a newer one; a failure keeps what was typed.
 */
export function useAutosave<T>(save: (value: T) => Promise<unknown>) {
  const [state, setState] = useState<SaveState>("saved");
  const pending = useRef<{ value: T } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());
  const latestSave = useRef(save);
  useEffect(() => {
    latestSave.current = save;
  });

  const saveAfter = useCallback(async (before: Promise<void>, due: { value: T }) => {
    await before;
    try {
      await latestSave.current(due.value);
      if (pending.current === null) setState("saved");
    } catch (error) {
      pending.current ??= due;
      setState({ error: error instanceof Error ? error.message : "Not saved." });
    }
  }, []);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const due = pending.current;
    if (due === null) return;
    pending.current = null;
    setState("saving");
    running.current = saveAfter(running.current, due);
  }, [saveAfter]);

  const change = useCallback(
    (value: T) => {
      pending.current = { value };
      setState("unsaved");
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE_MS);
    },
    [flush],
  );

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (pending.current === null) return;
      flush();
      event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      flush();
    };
  }, [flush]);

  return { state, change, flush };
}
