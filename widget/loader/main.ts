import type { LauncherSettings } from "@/server/channels/web/protocol";
import { createParley, type LoadedParley } from "./parley.ts";

/** Filled in by the route that serves the script: the settings of the channel in `?c=`, or those of a new channel. */
declare const PARLEY_SERVED: LauncherSettings;

/** The stub of the site, or what another copy of this script has put there. */
interface Found extends Partial<LoadedParley> {
  queue?: unknown;
}

try {
  const script = document.currentScript ?? document.querySelector('script[src*="/widget.js"]');
  if (script instanceof HTMLScriptElement) {
    const page = window as unknown as { Parley?: Found };
    const found = page.Parley;
    if (!found?.start) {
      const queue = Array.isArray(found?.queue) ? found.queue : [];
      page.Parley = createParley(queue, new URL(script.src).origin, PARLEY_SERVED);
    }
    page.Parley?.start?.(script, PARLEY_SERVED);
  }
} catch (error) {
  // A chat that cannot start must not stop the page's own scripts.
  console.warn("Parley could not load the chat:", error);
}
