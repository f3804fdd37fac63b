import { attachPanel as attach } from "../box/attach-panel.ts";
import { createChatClient } from "../client/create-chat-client.ts";
import type { Panel, PanelHost, PanelModule } from "../panel-contract.ts";
import { createView } from "./create-view.ts";

/** The loader imports this module when the chat is first opened. */
export const attachPanel: PanelModule["attachPanel"] = (place, followed) => attach(place, followed, createPanel);

/** Makes the panel's content. */
function createPanel(host: PanelHost): Panel {
  const client = createChatClient(host);
  const view = createView(client, host);
  void client.open();
  return {
    focus: view.focus,
    send: view.send,
    logout: () => client.logout(),
    destroy() {
      view.destroy();
      client.destroy();
    },
  };
}
