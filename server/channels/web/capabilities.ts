import type { Capabilities } from "@/server/channels/contract";

/** What the product's own chat page shows (CONTRACTS §0); the test chat shows the same. */
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
