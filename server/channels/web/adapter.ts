import type { ChannelAdapter } from "@/server/channels/contract";
import { chatPageCapabilities } from "./capabilities";
import { widgetSettings } from "@/server/schemas/widget/widget-settings";
import { forgetWebChannel } from "./find-web-channel";
import { changeWebSettings } from "./change-settings";
import { shownWebSettings, type WebChannelSettings, webChannelSettings } from "./settings";
import { type WebChanges, webChanges } from "./web-changes";

/** The chat page. Browsers fetch its messages from the chat API (CONTRACTS §7), so it has no `send`. */
export const webAdapter = {
  kind: "web",
  runsDraft: false,
  hasToken: false,
  capabilities: () => chatPageCapabilities,
  settings: webChannelSettings,
  shownSettings: shownWebSettings,
  changes: webChanges,
  startSettings: (botName) => ({
    kind: "web",
    title: botName,
    greeting: `Hello! I am ${botName}. How can I help you?`,
    allowedOrigins: [],
    identitySecretSealed: null,
    widget: widgetSettings.parse({}),
  }),
  changeSettings: changeWebSettings,
  addresses: (origin, publicId) => ({ chatUrl: `${origin}/chat/${publicId}` }),
  forget: forgetWebChannel,
} satisfies ChannelAdapter<WebChannelSettings, WebChanges>;
