import type { LauncherSettings } from "@/server/channels/web/protocol";
import type { StorageMode } from "../panel-contract.ts";

/** The `data-` attributes of the script tag, and the options of `Parley.mount`. */
export interface WidgetOptions extends Partial<Pick<LauncherSettings, "theme" | "color" | "position">> {
  storage?: StorageMode;
  language?: string;
  /** Opens the chat when the page is loaded. */
  open?: "" | "true" | "false";
  /** A CSS selector of the element that contains the chat, instead of a launcher. */
  mount?: string;
  /** The chat is the whole page. */
  place?: "page";
}

const VALUES: Record<keyof WidgetOptions, RegExp> = {
  theme: /^(auto|light|dark)$/,
  color: /^#[\da-f]{6}$/i,
  position: /^(right|left)$/,
  storage: /^(none|session|local)$/,
  language: /^[a-z]{2,3}(-|$)/i,
  open: /^(true|false)?$/,
  mount: /./,
  place: /^page$/,
};

/** Reads options; wrong values are ignored, with one warning for all of them. */
export function readOptions(given: Readonly<Record<string, unknown>>): WidgetOptions {
  const right: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [name, form] of Object.entries(VALUES)) {
    const value = given[name];
    if (value === undefined) continue;
    if (form.test(String(value))) right[name] = value;
    else wrong.push(`${name}="${String(value)}"`);
  }
  if (wrong.length > 0) console.warn(`Parley ignores ${wrong.join(", ")}`);
  return right;
}
