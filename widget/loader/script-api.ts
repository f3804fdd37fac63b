/** What a site's own code can call: `window.Parley`. docs/widget.md describes it for site developers. */
import type { Attributes, SiteUser, WidgetEvents } from "../panel-contract.ts";
import type { WidgetOptions } from "./options.ts";

/** One chat on the page. */
export interface WidgetInstance {
  open(): void;
  close(): void;
  toggle(): void;
  /** Opens the chat and sends a text as the visitor. */
  sendMessage(text: string): void;
  /** Says who the site's logged-in user is; null for nobody. */
  setUser(user: SiteUser | null): void;
  /** Adds conversation variables to those set before. */
  setAttributes(attributes: Attributes): void;
  setConsent(isGiven: boolean): void;
  /** Forgets the visitor in this browser. */
  logout(): void;
  /** Calls a function at each event. @returns A function that ends this. */
  on<N extends keyof WidgetEvents>(name: N, listener: (detail: WidgetEvents[N]) => void): () => void;
  /** Removes the chat with everything it has added to the page. */
  destroy(): void;
}

/** `window.Parley`: the chat of the script tag, and more chats by `mount`. */
export interface Parley extends WidgetInstance {
  mount(element: Element, options: WidgetOptions & { channel: string }): WidgetInstance;
}
