"use client";

import { useMemo, useState } from "react";
import { failureText } from "@/components/chat/error-answer";
import { newestMessageTransport } from "@/components/chat/newest-message-transport";
import { useChatClient } from "@/components/chat/use-chat-client";

/** The chat beside the editor: it runs the draft, and records the turn of each answer. */
export function useTestChat(botId: string) {
  const [chatId, setChatId] = useState<string>(() => crypto.randomUUID());
  /** By the id of the customer's message, so that a turn without a reply has its trace too. */
  const [turnIds, setTurnIds] = useState<Record<string, string>>({});
  const transport = useMemo(
    () => newestMessageTransport({ api: `/api/bots/${botId}/test-chat`, body: { chatId } }),
    [botId, chatId],
  );
  const chat = useChatClient({
    id: chatId,
    transport,
    onAnswered(end, askedId) {
      if (end?.turnId && askedId) setTurnIds((known) => ({ ...known, [askedId]: end.turnId ?? "" }));
    },
  });
  const { messages, setMessages, answering, handedOver, working, ready, send, sendParts, choose } = chat;

  // The server would treat the old message id as a duplicate. The new turn overtakes the crashed one.
  function retry() {
    const asked = messages.findLastIndex(({ role }) => role === "user");
    const message = messages[asked];
    if (!message) return;
    setMessages(messages.slice(0, asked));
    sendParts(message.parts);
  }

  return {
    messages,
    turnIds,
    answering,
    handedOver,
    working,
    error: chat.error ? failureText(chat.error) : null,
    ready,
    send,
    choose,
    retry,
    restart() {
      setChatId(crypto.randomUUID());
      setTurnIds({});
      chat.reset();
    },
  };
}
