import type { ChannelAdapter } from "@/server/channels/contract";
import { MAX_BUTTONS, MAX_CARDS, MAX_QUICK_REPLIES } from "@/server/messages/interactive";
import { redactUrl } from "@/server/outbound/addresses/redact-url";
import { describeApi } from "./describe-api";
import { parseIncoming } from "./parse-incoming";
import { sendMessages } from "./send-messages";
import {
  changeCustomSettings,
  type CustomChanges,
  type CustomChannelSettings,
  customChanges,
  customChannelSettings,
  shownCustomSettings,
} from "./settings";

/** A company's own messenger: messages arrive at an API and are sent to a webhook (CONTRACTS §1 and §2). */
export const customAdapter = {
  kind: "custom",
  runsDraft: false,
  hasToken: true,
  capabilities: ({ structured, markdown }) => ({
    text: null,
    markdown: markdown === "as_written",
    files: true,
    quickReplies: structured ? MAX_QUICK_REPLIES : 0,
    buttons: structured ? MAX_BUTTONS : 0,
    cards: structured ? MAX_CARDS : 0,
    typing: false,
    receipts: false,
    streaming: false,
  }),
  messagesPerSend: 20,
  settings: customChannelSettings,
  shownSettings: shownCustomSettings,
  changes: customChanges,
  startSettings: () => ({
    kind: "custom",
    webhookUrl: null,
    webhookSecretSealed: null,
    retry: true,
    structured: false,
    markdown: "as_written",
  }),
  changeSettings: changeCustomSettings,
  addresses: (origin) => ({ incomingUrl: `${origin}/api/webhook/custom/message` }),
  describeApi,
  parse: async (body) => ({ messages: [await parseIncoming(body)] }),
  destination: ({ webhookUrl }) => (webhookUrl ? redactUrl(webhookUrl) : null),
  send: sendMessages,
} satisfies ChannelAdapter<CustomChannelSettings, CustomChanges>;
