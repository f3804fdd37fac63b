import { computed, type ReadonlySignal, signal, type Signal } from "@preact/signals-core";
import type { UploadedFile } from "@/server/channels/web/protocol";
import type { WidgetTextKey } from "@/server/schemas/widget/texts/en";
import type { ChatClient } from "../client/chat-client.ts";
import type { PanelHost } from "../panel-contract.ts";

/** What the visitor has prepared but not sent. It is kept while the panel is closed. */
export interface Draft {
  text: Signal<string>;
  /** Uploaded files that go with the next message. */
  files: Signal<readonly UploadedFile[]>;
  /** The message waits for them. */
  isUploading: Signal<boolean>;
  /** The visitor has sent it, but the chat is not ready. */
  isWaiting: Signal<boolean>;
}

/** What every part of the view gets. Parts that show texts exist only while the chat has a session. */
export interface ViewContext {
  client: ChatClient;
  host: PanelHost;
  draft: Draft;
  /** A text in the visitor's language, with its `{…}` filled in. Empty until the chat was opened. */
  t(key: WidgetTextKey, values?: Readonly<Record<string, string | number>>): string;
  /** The language of the texts, as a tag. */
  language(): string;
  /** The visitor has to consent or to answer questions before the first message. */
  isAsked: ReadonlySignal<boolean>;
  /** Lets screen readers say a text once. */
  announce(text: string): void;
  /** What `announce` was last called with; shown by the shell. */
  announced: ReadonlySignal<string>;
  /** Moves the focus to the box for messages; set by the composer. */
  focusToWrite: { current: () => void };
}

export function createViewContext(client: ChatClient, host: PanelHost): ViewContext {
  const t: ViewContext["t"] = (key, values = {}) =>
    (client.session.value?.texts[key] ?? "").replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
  const announced = signal("");
  return {
    client,
    host,
    draft: { text: signal(""), files: signal([]), isUploading: signal(false), isWaiting: signal(false) },
    t,
    language: () => client.session.value?.language ?? "en",
    isAsked: computed(() => client.missing.value.consent || client.missing.value.contact.length > 0),
    announce(text) {
      // A text that is the same as before would not be a change.
      announced.value = announced.peek() === text ? `${text}\u00A0` : text;
    },
    announced,
    focusToWrite: { current() {} },
  };
}
