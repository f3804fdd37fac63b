import type { LauncherSettings } from "@/server/channels/web/protocol";
import { readOptions, type WidgetOptions } from "./options.ts";
import type { Parley, WidgetInstance } from "./script-api.ts";
import { languageFor, textsFor } from "./settings.ts";
import { Widget } from "./widget.ts";
import type { WidgetConfig } from "./widget-config.ts";

/** A call that was made before there was a chat, and what it has returned since. */
type Call = [name: string, args: unknown[], result?: unknown];

/** `window.Parley` as each copy of the loader knows it. */
export interface LoadedParley extends Parley {
  /** Starts the chat of a script tag; does nothing if its channel has one. */
  start(script: HTMLScriptElement, served: LauncherSettings): void;
}

interface Chat {
  channel: string;
  /** Null if a script tag has started it. */
  element: Element | null;
  widget: WidgetInstance;
}

/** The methods of a chat; the first property is the constructor. */
const METHODS = Object.getOwnPropertyNames(Widget.prototype).slice(1);

/**
 * @param queue The calls that the site's stub has collected.
 * @param server Where the script comes from.
 * @param served The settings for chats of other channels, whose own ones are known only when they are opened.
 */
export function createParley(queue: Call[], server: string, served: LauncherSettings): LoadedParley {
  let chats: Chat[] = [];

  /** Makes a chat, unless there is one of this channel in this place. */
  function add(
    channel: string,
    element: Element | null,
    given: LauncherSettings,
    options: WidgetOptions,
    where: Pick<WidgetConfig, "server" | "place" | "home">,
  ): WidgetInstance {
    const existing = chats.find((chat) => chat.channel === channel && chat.element === element);
    if (existing) return existing.widget;
    const proactive = given.channel === channel ? given.proactive : [];
    const settings = { ...given, ...options, channel, proactive };
    const language = languageFor(settings, options.language);
    const widget = new Widget({
      ...where,
      settings,
      look: options,
      language,
      texts: textsFor(settings, language),
      storage: options.storage ?? "local",
      opens: (options.open ?? "false") !== "false",
      onDestroy: () => (chats = chats.filter((chat) => chat.widget !== widget)),
    });
    chats.push({ channel, element, widget });
    play();
    return widget;
  }

  function start(script: HTMLScriptElement, served: LauncherSettings): void {
    const { origin, searchParams } = new URL(script.src);
    // The server knows no channel of a script with `?c=` that brings none.
    const channel = served.channel || (searchParams.has("c") ? "" : script.dataset["channel"]);
    if (!channel) return;
    const options = readOptions(script.dataset);
    const { mount, place = "panel" } = options;
    const begin = () => {
      const home = mount ? document.querySelector(mount) : null;
      if (mount && !home) console.warn(`Parley ignores mount="${mount}": no such element`);
      else add(channel, null, served, options, { server: origin, place: home ? "element" : place, home });
    };
    if (mount && document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
    else begin();
  }

  function play(): void {
    const widget = chats.find(({ element }) => element === null)?.widget;
    for (const call of queue.splice(0)) {
      const target = call[0] === "mount" ? parley : widget;
      if (target) call[2] = run(target, call);
      else queue.push(call);
    }
  }

  /** @returns What the call returns, or a function that ends a subscription made before there was a chat. */
  function later(call: Call): unknown {
    queue.push(call);
    play();
    return call[2] ?? (() => typeof call[2] === "function" && call[2]());
  }

  const parley = {
    ...(Object.fromEntries(
      METHODS.map((name) => [name, (...args: unknown[]) => later([name, args])]),
    ) as unknown as WidgetInstance),
    mount: (home: Element, given: WidgetOptions & { channel: string }) =>
      add(given.channel, home, served, readOptions({ ...given }), { server, place: "element", home }),
    start,
  };
  play();
  return parley;
}

function run(target: object, [name, args]: Call): unknown {
  const method: unknown = Reflect.get(target, name);
  return typeof method === "function" ? method.apply(target, args) : undefined;
}
