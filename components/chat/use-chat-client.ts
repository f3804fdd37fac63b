"use client";

import { useChat } from "@ai-sdk/react";
import type { ChatTransport } from "ai";
import { useRef, useState } from "react";
import type { TurnEnd } from "@/server/channels/web/chat-stream";
import { sentParts } from "./options/sent-parts";
import { useChooseOption } from "./options/use-choose-option";
import {
  correctAnswer,
  correctLast,
  insertBeforeNewestAnswer,
  isStreamed,
  type ShownMessage,
  textOf,
} from "./shown-message";

interface ChatClientOptions {
  /** A new id starts an empty chat. */
  id: string;
  transport: ChatTransport<ShownMessage>;
  /** Called after each answer: with its end, or null if the stream broke off, and the id of the message it answers. */
  onAnswered: (end: TurnEnd | null, askedId: string | undefined) => void;
}

/** The state of a chat that streams its answers: messages, progress, and whether a person has taken over. */
export function useChatClient({ id, transport, onAnswered }: ChatClientOptions) {
  const [working, setWorking] = useState<string | null>(null);
  /** The bot waits for more messages before it answers. */
  const [waiting, setWaiting] = useState(false);
  const [handedOver, setHandedOver] = useState(false);
  const end = useRef<TurnEnd | null>(null);
  const { messages, status, error, setMessages, sendMessage, regenerate, stop } = useChat<ShownMessage>({
    id,
    transport,
    onData(part) {
      if (part.type === "data-working") setWorking(part.data.action);
      if (part.type === "data-waiting") setWaiting(part.data.seconds > 0);
      if (part.type === "data-said") setMessages((shown) => insertBeforeNewestAnswer(shown, part.data));
      if (part.type === "data-end") end.current = part.data;
    },
    onFinish: (answer) => settle(answer.messages.findLast(({ role }) => role === "user")?.id),
  });

  function settle(askedId: string | undefined) {
    const ended = end.current;
    end.current = null;
    setWorking(null);
    setWaiting(false);
    if (ended?.outcome === "person") setHandedOver(true);
    if (ended?.outcome === "saved") setHandedOver(false);
    // Without an end, the answer is incomplete. The chat page receives the whole answer later as a separate message.
    if (ended === null || ended.outcome === "overtaken") setMessages((shown) => correctLast(shown, null));
    if (ended) setMessages((shown) => correctAnswer(shown, ended));
    onAnswered(ended, askedId);
  }

  /** A further message ends the stream that waits for more; the bot answers the messages together. */
  async function sendParts(parts: ShownMessage["parts"]) {
    if (waiting) await stop();
    await sendMessage({ parts });
  }
  const choose = useChooseOption((text, choice) => void sendParts(sentParts(text, choice)));

  const streaming = status === "submitted" || status === "streaming";
  const last = messages.at(-1);
  return {
    messages,
    setMessages,
    error,
    regenerate,
    streaming,
    /** The bot works on an answer that has no text yet. */
    answering: streaming && !(last && isStreamed(last) && textOf(last) !== ""),
    /** A person has the conversation, so the bot did not answer the last message. */
    handedOver,
    working: streaming ? working : null,
    ready: !streaming || waiting,
    send: (text: string) => void sendParts(sentParts(text)),
    sendParts: (parts: ShownMessage["parts"]) => void sendParts(parts),
    choose,
    /** Clears the progress, for a chat that starts again under a new id. */
    reset() {
      setWorking(null);
      setWaiting(false);
      setHandedOver(false);
    },
  };
}
