"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { Autosave, type AutosaveOptions } from "./autosave";
import { failureOf } from "./failure-of";
import type { Saved } from "./kept-draft";

type Options<T extends object> = Omit<AutosaveOptions<T>, "failureOf" | "store">;

/**
 * Edits a document that is saved automatically (see `Autosave`); leaving the page saves it, or asks if it could not be
 * saved. The functions of `options` must work after the page was left.
 */
export function useAutosave<T extends object>(saved: Saved<T>, options: Options<T>, isEnabled: boolean) {
  const [autosave] = useState(() => new Autosave(saved, { ...options, failureOf, store: () => localStorage }));
  const view = useSyncExternalStore(autosave.subscribe, autosave.view, autosave.view);

  useEffect(() => {
    if (!isEnabled) return undefined;
    autosave.restore();
    const flush = () => void autosave.flush();
    const warn = (event: BeforeUnloadEvent) => {
      if (autosave.view().state !== "saving") return;
      flush();
      event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    window.addEventListener("online", flush);
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("beforeunload", warn);
      window.removeEventListener("online", flush);
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [autosave, isEnabled]);

  useEffect(() => autosave.receive(saved));
  useUnsavedChanges(view.state !== "saved" && view.state !== "saving", view.state !== "incomplete");

  return { ...view, change: autosave.change, flush: autosave.flush, resolve: autosave.resolve };
}
