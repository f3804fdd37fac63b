import { useSyncExternalStore } from "react";
import { z } from "zod";

const alertChoices = z.object({
  /** Whether a sound is played. */
  sound: z.boolean(),
  /** Whether the system shows a notification, if the user has allowed it. */
  desktop: z.boolean(),
});
/** How this browser alerts its user when a customer needs a person. */
type AlertChoices = z.infer<typeof alertChoices>;

const KEY = "parley-alerts";
const byDefault: AlertChoices = { sound: true, desktop: false };
const watchers = new Set<() => void>();
let known: { stored: string | null; choices: AlertChoices } = { stored: null, choices: byDefault };

/** Reads this browser's choices. */
export function readAlertChoices(): AlertChoices {
  const stored = readStored();
  if (stored !== known.stored) known = { stored, choices: parse(stored) };
  return known.choices;
}

/** Changes some of the choices; the open pages show it immediately. */
export function chooseAlerts(part: Partial<AlertChoices>): void {
  const choices = { ...readAlertChoices(), ...part };
  try {
    window.localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // The storage is full or forbidden; the choice then applies to this page only.
    known = { ...known, choices };
  }
  watchers.forEach((watcher) => watcher());
}

/** This browser's choices, in a component. */
export function useAlertChoices(): AlertChoices {
  return useSyncExternalStore(watch, readAlertChoices, () => byDefault);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  window.addEventListener("storage", watcher);
  return () => {
    watchers.delete(watcher);
    window.removeEventListener("storage", watcher);
  };
}

function readStored(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function parse(stored: string | null): AlertChoices {
  try {
    return alertChoices.safeParse(JSON.parse(stored ?? "null")).data ?? byDefault;
  } catch {
    return byDefault;
  }
}
