import { signal } from "@preact/signals-core";
import type { ChatClient, ShownMessage } from "../client/chat-client.ts";
import type { PreviewMessage } from "./preview-message.ts";
import { sampleConversation } from "./sample-conversation.ts";

const done = async () => {};
const nothing = () => {};

/** A chat without a server: it shows a draft with a sample conversation, and keeps what is tried in it. */
export function createSampleClient({ session, stage }: PreviewMessage): ChatClient {
  const isStart = stage === "start";
  const messages = signal<readonly ShownMessage[]>(isStart ? [] : sampleConversation);
  const missing = signal<ChatClient["missing"]["value"]>({
    consent: isStart && session.consent !== null,
    contact: isStart ? session.pre_chat : [],
  });
  const isSoundOn = signal(session.features.sound);
  return {
    phase: signal("open"),
    failure: signal(null),
    session: signal(session),
    messages,
    answering: signal(null),
    answeredBy: signal(session.answered_by),
    isPersonTyping: signal(false),
    isClosed: signal(false),
    isOnline: signal(true),
    error: signal(null),
    unread: signal(0),
    missing,
    isSoundOn,
    isReady: signal(true),
    open: done,
    send(text) {
      const message: ShownMessage = {
        id: `tried-${messages.peek().length}`,
        sender: "customer",
        author: null,
        text: [{ format: "plain", text }],
        files: [],
        interactive: null,
        at: new Date().toISOString(),
        state: "stored",
        isByModel: false,
        rating: null,
      };
      messages.value = [...messages.peek(), message];
    },
    retry: nothing,
    earlier: signal(null),
    loadEarlier: async () => nothing,
    upload: () => Promise.reject(new Error("Nothing is sent from the preview.")),
    giveConsent() {
      missing.value = { ...missing.peek(), consent: false };
    },
    giveContact() {
      missing.value = { ...missing.peek(), contact: [] };
    },
    setSound(isOn) {
      isSoundOn.value = isOn;
    },
    markRead: nothing,
    async rateMessage(id, rating) {
      messages.value = messages.peek().map((message) => (message.id === id ? { ...message, rating } : message));
    },
    rateConversation: done,
    callPerson: async () => ({ answered_by: session.answered_by, away: null }),
    restart: done,
    transcript: async () => "",
    emailTranscript: done,
    logout: nothing,
    destroy: nothing,
  };
}
