/**
 * The page in the frame of the settings screen: the widget's own launcher and view, with a sample conversation. The
 * launcher imports this same file in place of the panel.
 */
import { createView } from "../view/create-view.ts";
import { attachPanel as attach } from "../box/attach-panel.ts";
import { textsFor } from "../loader/settings.ts";
import { Widget } from "../loader/widget.ts";
import type { Panel, PanelHost, PanelModule } from "../panel-contract.ts";
import type { PreviewHello, PreviewMessage, PreviewReady } from "./preview-message.ts";
import { createSampleClient } from "./sample-client.ts";
import { websiteSheet, withoutMotion } from "./styles.ts";

let shown: PreviewMessage | null = null;
let widget: Widget | null = null;

/** What the launcher calls when it has imported this file. */
export const attachPanel: PanelModule["attachPanel"] = (place, followed) => attach(place, followed, createPanel);

function createPanel(host: PanelHost): Panel {
  if (!shown) throw new Error("No draft has arrived.");
  const client = createSampleClient(shown);
  const view = createView(client, host);
  const { consent, contact } = client.missing.peek();
  // Shows the form immediately. It gets no focus, because the panel is shown only after this.
  if (consent || contact.length > 0) view.send("Can I send back my order?");
  return {
    // The focus stays in the form.
    focus() {},
    send: (text) => client.send(text),
    logout: () => client.logout(),
    destroy: () => view.destroy(),
  };
}

function show(message: PreviewMessage): void {
  widget?.destroy();
  shown = message;
  document.documentElement.dataset["theme"] = message.isDark ? "dark" : "light";
  const { settings, session, isOpen } = message;
  widget = new Widget({
    server: window.origin,
    place: "panel",
    home: null,
    settings,
    look: {},
    storage: "none",
    language: session.language,
    texts: textsFor(settings, session.language),
    opens: isOpen,
    onDestroy: () => {},
  });
  document.querySelector("parley-chat")?.shadowRoot?.adoptedStyleSheets.push(withoutMotion());
}

let next: PreviewMessage | null = null;

window.addEventListener("message", ({ origin, data }: MessageEvent<PreviewMessage | PreviewHello>) => {
  if (origin !== window.origin) return;
  if (data?.kind === "parley-preview-hello") sayReady();
  if (data?.kind !== "parley-preview") return;
  // Several drafts may arrive before the frame is drawn.
  if (next === null) {
    requestAnimationFrame(() => {
      if (next) show(next);
      next = null;
    });
  }
  next = data;
});

document.adoptedStyleSheets.push(websiteSheet());
sayReady();

function sayReady(): void {
  const ready: PreviewReady = { kind: "parley-preview-ready" };
  window.parent.postMessage(ready, window.origin);
}
