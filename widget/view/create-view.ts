import { effect } from "@preact/signals-core";
import type { ChatClient } from "../client/chat-client.ts";
import { scope } from "../dom/scope.ts";
import type { PanelHost } from "../panel-contract.ts";
import { createExtras } from "./create-extras.ts";
import { panelView } from "./shell/panel-view.ts";
import composerStyles from "./styles/composer.css";
import extraStyles from "./styles/extras.css";
import logStyles from "./styles/log.css";
import markdownStyles from "./styles/markdown.css";
import panelStyles from "./styles/panel.css";
import { createViewContext } from "./view-context.ts";

interface View {
  focus(): void;
  /** Sends a text, once the visitor has given what is asked before the first message. */
  send(text: string): void;
  destroy(): void;
}

/** Shows a chat in the host's element. */
export function createView(client: ChatClient, host: PanelHost): View {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(panelStyles + logStyles + markdownStyles + composerStyles + extraStyles);
  host.shadow.adoptedStyleSheets.push(sheet);
  const context = createViewContext(client, host);
  const [{ panel, send }, dispose] = scope(() => {
    const { places, whenAllowed } = createExtras(context);
    const send: ChatClient["send"] = (...message) => whenAllowed(() => client.send(...message));
    return { panel: panelView({ ...context, client: { ...client, send } }, places), send };
  });
  host.element.append(panel);
  // A page that is only a chat; in a frame it would take the focus from the page around it.
  let isFocusWanted = host.place === "page" && window.self === window.top;
  const stop = effect(() => {
    if (client.session.value === null || !isFocusWanted) return;
    isFocusWanted = false;
    context.focusToWrite.current();
  });
  return {
    send,
    focus() {
      panel.focus({ preventScroll: true });
      context.focusToWrite.current();
      isFocusWanted = client.session.peek() === null;
    },
    destroy() {
      stop();
      dispose();
      panel.remove();
      host.shadow.adoptedStyleSheets = host.shadow.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
