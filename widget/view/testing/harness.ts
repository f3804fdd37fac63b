/** Shows the views without a server: a page's test sets the signals of a chat and sees what was sent. */
import { signal } from "@preact/signals-core";
import { en } from "@/server/schemas/widget/texts/en";
import type { ChatClient, ShownMessage } from "../../client/chat-client.ts";
import { createShell } from "../../loader/shell.ts";
import type { WidgetConfig } from "../../loader/widget-config.ts";
import type { ChatPlace, PanelHost } from "../../panel-contract.ts";
import { createView } from "../create-view.ts";
import { sampleSession } from "./sample-session.ts";

export interface Harness {
  session: { value: ChatClient["session"]["value"] };
  messages: { value: readonly ShownMessage[] };
  answering: { value: ChatClient["answering"]["value"] };
  answeredBy: { value: ChatClient["answeredBy"]["value"] };
  isPersonTyping: { value: boolean };
  isClosed: { value: boolean };
  missing: { value: ChatClient["missing"]["value"] };
  isOnline: { value: boolean };
  isReady: { value: boolean };
  error: { value: string | null };
  isOpen: { value: boolean };
  sent: { text: string; choice?: unknown }[];
  retries: number;
  show(place: ChatPlace): void;
  /** Shows a proactive message of a launcher in this language. */
  tease(text: string, language: string): void;
  hide(): void;
}

declare global {
  interface Window {
    harness: Harness;
  }
}

const state = {
  session: signal<ChatClient["session"]["value"]>(sampleSession),
  messages: signal<readonly ShownMessage[]>([]),
  answering: signal<ChatClient["answering"]["value"]>(null),
  answeredBy: signal(sampleSession.answered_by),
  isPersonTyping: signal(false),
  isClosed: signal(false),
  missing: signal<ChatClient["missing"]["value"]>({ consent: false, contact: [] }),
  isOnline: signal(true),
  isReady: signal(true),
  error: signal<string | null>(null),
};
const isOpen = signal(true);
const sent: Harness["sent"] = [];

const client: ChatClient = {
  ...state,
  phase: signal("open"),
  failure: signal(null),
  unread: signal(0),
  isSoundOn: signal(false),
  open: async () => {},
  send(text, { choice } = {}) {
    sent.push({ text, ...(choice && { choice }) });
  },
  retry() {
    window.harness.retries += 1;
  },
  earlier: signal(null),
  loadEarlier: async () => () => {},
  upload: () => Promise.reject(new Error("There is no server.")),
  giveConsent() {},
  giveContact() {},
  setSound() {},
  markRead() {},
  rateMessage: async () => {},
  rateConversation: async () => {},
  callPerson: async () => ({ answered_by: sampleSession.answered_by, away: null }),
  restart: async () => {},
  transcript: async () => "",
  emailTranscript: async () => {},
  logout() {},
  destroy() {},
};

let destroy = () => {};
window.harness = {
  ...state,
  isOpen,
  sent,
  retries: 0,
  show(place) {
    destroy();
    const holder = document.body.appendChild(document.createElement("div"));
    holder.className = `holder ${place}`;
    const shadow = holder.attachShadow({ mode: "open" });
    const element = shadow.appendChild(document.createElement("div"));
    element.style.setProperty("height", "100%");
    const host: PanelHost = {
      id: "chat",
      label: "Chat",
      closeLabel: "Close",
      end: new AbortController().signal,
      channel: "channel",
      server: location.origin,
      place,
      storage: "none",
      element,
      shadow,
      language: "en",
      look: {},
      user: signal(null),
      attributes: signal({}),
      consent: signal(false),
      isOpen,
      close() {
        isOpen.value = false;
      },
      emit() {},
      setUnread() {},
    };
    const view = createView(client, host);
    view.focus();
    destroy = () => {
      view.destroy();
      holder.remove();
    };
  },
  tease(text, language) {
    const config: WidgetConfig = {
      server: location.origin,
      place: "panel",
      home: null,
      settings: {
        ...sampleSession.appearance,
        channel: "channel",
        languageChoice: "fixed",
        fallback: language,
        texts: {},
        proactive: [],
      },
      look: {},
      storage: "none",
      language,
      texts: en,
      opens: false,
      onDestroy() {},
    };
    createShell(config, { open() {}, toggle() {} }, () => {}, new AbortController().signal).teaser.show(text);
  },
  hide: () => destroy(),
};
