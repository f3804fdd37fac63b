import type { Capabilities } from "@/server/channels/contract";

/** The capabilities of the product's chat page (CONTRACTS §0) and of the test chat. */
export const chatPageCapabilities: Capabilities = {
  text: null,
  markdown: true,
  files: true,
  quickReplies: 13,
  buttons: 10,
  cards: 10,
  typing: true,
  receipts: false,
  streaming: true,
};
