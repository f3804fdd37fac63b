import type { Capabilities } from "@/server/channels/contract";
import { MAX_BUTTONS, MAX_CARDS, MAX_QUICK_REPLIES } from "@/server/messages/interactive";

/** The capabilities of the product's chat page (CONTRACTS §0) and of the test chat. */
export const chatPageCapabilities: Capabilities = {
  text: null,
  markdown: true,
  files: true,
  quickReplies: MAX_QUICK_REPLIES,
  buttons: MAX_BUTTONS,
  cards: MAX_CARDS,
  typing: true,
  receipts: false,
  streaming: true,
};
