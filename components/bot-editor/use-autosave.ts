"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { messageOf } from "@/components/ui/apply-server-error";

export type SaveState = "saved" | "saving" | "unsaved" | { error: string };

const PAUSE_MS = 700;

/**
 * Saves a value shortly after its last change, or immediately on `flush` (blur, leaving the page). Saves run in series,
 * so that an older value never overwrites a newer one. A failed save keeps the value; `flush` and the return of the
 * network retry it.
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
      setState({ error: messageOf(error) });
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
    window.addEventListener("online", flush);
    return () => {
      window.removeEventListener("beforeunload", warn);
      window.removeEventListener("online", flush);
      flush();
    };
  }, [flush]);

  return { state, change, flush };
}
