import type { AttachedPanel, Attributes, SiteUser, WidgetEvents } from "../panel-contract.ts";
import { createEmitter } from "./emitter.ts";
import { type Memory, openMemory } from "./memory.ts";
import { PanelCode } from "./panel-code.ts";
import { watchProactive } from "./proactive.ts";
import type { WidgetInstance } from "./script-api.ts";
import { byLanguage } from "./settings.ts";
import { BOX_ID, createShell } from "./shell.ts";
import type { WidgetConfig } from "./widget-config.ts";

/** Closes the panel that is open: two would cover each other. */
let closeOpenPanel = () => {};

/** One chat on the page. It loads the panel's code when it is first opened. */
export class Widget implements WidgetInstance {
  readonly #config;
  readonly #on: WidgetInstance["on"];
  readonly #emit;
  readonly #isPanel;
  readonly #ending = new AbortController();
  readonly #memory: Memory;
  readonly #shell;
  readonly #code: PanelCode;
  readonly #proactive;
  #unread = 0;

  constructor(config: WidgetConfig) {
    const end = this.#ending.signal;
    const { place, language, texts, storage } = config;
    const { channel, proactive } = config.settings;
    this.#config = config;
    this.#isPanel = place === "panel";
    const { on, emit } = createEmitter(channel);
    this.#on = on;
    this.#emit = emit;
    this.#memory = openMemory(channel, storage);
    this.#shell = createShell(config, this, () => this.#dismiss(), end);
    const { shadow, teaser } = this.#shell;
    this.#code = new PanelCode({
      ...config,
      channel,
      shadow,
      id: BOX_ID,
      label: texts.title || texts.openChat,
      closeLabel: texts.closeChat,
      end,
      emit,
      close: () => this.close(),
      setUnread: (count) => this.#setUnread(count),
    });
    this.#proactive = watchProactive(
      this.#isPanel ? proactive : [],
      this.#memory,
      ({ text, texts }) => teaser.show(byLanguage(texts, language) ?? text),
      end,
    );
    this.#show();
    emit("ready", {});
    if (!this.#isPanel || config.opens) void this.#open(false);
    else if (this.#memory.isKnown())
      (window.requestIdleCallback ?? setTimeout)(() => this.#code.load().catch(() => {}));
  }

  open(): void {
    void this.#open(true);
  }

  close(): void {
    if (!this.#isPanel || !this.#code.values.isOpen) return;
    closeOpenPanel = () => {};
    this.#code.set("isOpen", false);
    this.#code.attached?.show(false);
    this.#show();
    this.#emit("close", {});
  }

  toggle(): void {
    if (this.#code.values.isOpen) this.close();
    else this.open();
  }

  sendMessage(text: string): void {
    void this.#open(true).then((attached) => attached?.panel.send(text));
  }

  setUser(user: SiteUser | null): void {
    this.#code.set("user", user);
  }

  setAttributes(attributes: Attributes): void {
    this.#code.set("attributes", { ...this.#code.values.attributes, ...attributes });
  }

  setConsent(isGiven: boolean): void {
    this.#code.set("consent", isGiven);
    if (isGiven) this.#proactive.allowMemory();
  }

  logout(): void {
    this.setUser(null);
    this.#memory.clear();
    this.#code.attached?.panel.logout();
  }

  on<N extends keyof WidgetEvents>(name: N, listener: (detail: WidgetEvents[N]) => void): () => void {
    return this.#on(name, listener);
  }

  destroy(): void {
    if (this.#ending.signal.aborted) return;
    this.close();
    this.#setUnread(0);
    this.#ending.abort();
    this.#code.attached?.panel.destroy();
    this.#config.onDestroy();
    this.#emit("destroy", {});
  }

  /** Resolves with null if the code cannot be loaded, or the chat was destroyed meanwhile. */
  async #open(isWanted: boolean): Promise<AttachedPanel | null> {
    const code = this.#code;
    const { signal } = this.#ending;
    const wasOpen = code.values.isOpen;
    this.#shell.teaser.hide();
    this.#proactive.stop();
    if (isWanted) this.#proactive.allowMemory();
    if (!wasOpen) {
      closeOpenPanel();
      closeOpenPanel = () => this.close();
      code.set("isOpen", true);
    }
    try {
      const loading = code.load();
      this.#show();
      const attached = await loading;
      if (signal.aborted) return null;
      this.#show();
      if (!code.values.isOpen) return attached;
      attached.show(true);
      if (isWanted) attached.panel.focus();
      if (!wasOpen) this.#emit("open", {});
      return attached;
    } catch (error) {
      if (signal.aborted) return null;
      if (this.#isPanel) code.set("isOpen", false);
      this.#show();
      this.#emit("error", { message: `Parley could not load the chat: ${String(error)}` });
      return null;
    }
  }

  #dismiss(): void {
    this.#shell.teaser.hide();
    this.#proactive.stop();
    this.#proactive.allowMemory();
    this.#shell.launcher.button.focus();
  }

  #setUnread(count: number): void {
    if (count === this.#unread || this.#ending.signal.aborted) return;
    this.#unread = count;
    this.#show();
    this.#code.attached?.showUnread(count);
    this.#emit("unread", { count });
  }

  #show(): void {
    const { values, attached, isLoading } = this.#code;
    this.#shell.launcher.show({ isOpen: values.isOpen && attached !== null, isLoading, unread: this.#unread });
  }
}
