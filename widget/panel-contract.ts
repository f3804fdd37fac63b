/** What the loader and the panel's code know of each other. The panel's code is loaded when it is first needed. */
import type { Signal } from "@preact/signals-core";
import type { LauncherSettings, SessionRequest } from "@/server/channels/web/protocol";

/** Where a chat stands: in a panel above the page, in an element of the page, or as the whole page. */
export type ChatPlace = "panel" | "element" | "page";

/** What may be kept in the browser once the visitor has opened the chat or written. */
export type StorageMode = "none" | "session" | "local";

/** What the site's code said about its user with `setUser`. */
export interface SiteUser {
  /** The site's id of the user, with the hash that its server computed. */
  id?: string;
  hash?: string;
  name?: string;
  email?: string;
  phone?: string;
}

export type Attributes = NonNullable<SessionRequest["attributes"]>;

/** The events of `Parley.on`, with what their listeners get. */
export interface WidgetEvents {
  ready: { channel: string };
  open: { channel: string };
  close: { channel: string };
  message: { channel: string; id: string; sender: "customer" | "ai" | "employee"; text: string };
  unread: { channel: string; count: number };
  error: { channel: string; message: string };
  destroy: { channel: string };
}

/** What the loader gives for a panel. */
export interface PanelPlace {
  /** The channel's public id. */
  channel: string;
  /** The origin of the product. */
  server: string;
  place: ChatPlace;
  storage: StorageMode;
  shadow: ShadowRoot;
  /** The id of the panel's box in the shadow root. */
  id: string;
  /** The name of the box until the panel gives it another. */
  label: string;
  /** The text of the button that closes the panel, until the panel has its texts. */
  closeLabel: string;
  /** The language tag that the page asks for (`data-language`), or the browser's. */
  language: string;
  /** Attributes of the script tag, which win over the settings. */
  look: Partial<LauncherSettings>;
  /** Aborted when the chat is removed from the page. */
  end: AbortSignal;
  /** Closes the panel; has no effect for other places. */
  close(): void;
  emit<N extends keyof WidgetEvents>(name: N, detail: Omit<WidgetEvents[N], "channel">): void;
  /** Shows the number of unread messages on the launcher and in the page's title, and emits `unread`. */
  setUnread(count: number): void;
}

/** What the panel gets. */
export interface PanelHost extends PanelPlace {
  /** The element in the shadow root that the panel fills; its sheets go to `shadow.adoptedStyleSheets`. */
  element: HTMLElement;
  user: Signal<SiteUser | null>;
  attributes: Signal<Attributes>;
  /** The site's own consent dialog has allowed storage and chatting. */
  consent: Signal<boolean>;
  isOpen: Signal<boolean>;
}

/** What the loader can ask of the panel. */
export interface Panel {
  /** Moves the focus into the panel after it was opened. */
  focus(): void;
  send(text: string): void;
  /** Forgets the visitor in this browser and starts with a new one. */
  logout(): void;
  destroy(): void;
}

/** What changes while the panel is there. */
export interface Followed {
  user: SiteUser | null;
  attributes: Attributes;
  consent: boolean;
  isOpen: boolean;
}

/** A panel in its box. */
export interface AttachedPanel {
  panel: Panel;
  /** Shows or hides the box; has no effect for places other than `panel`. */
  show(isShown: boolean): void;
  set<K extends keyof Followed>(key: K, value: Followed[K]): void;
  /** Shows the number of unread messages in the page's title. */
  showUnread(count: number): void;
}

/** The panel's module. */
export interface PanelModule {
  attachPanel(place: PanelPlace, followed: Followed): AttachedPanel;
}
