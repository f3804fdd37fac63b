"use client";

import { useChat } from "@ai-sdk/react";
import { useMemo, useRef, useState } from "react";
import { failureText } from "@/components/chat/error-answer";
import { newestMessageTransport } from "@/components/chat/newest-message-transport";
import { correctAnswer, correctLast, insertSaidNow, textOf } from "@/components/chat/shown-message";
import type { ChatMessage, TurnEnd } from "@/server/channels/web/chat-stream";

/** The chat beside the editor: runs the draft, and knows which turn made which answer. */
export function useTestChat(botId: string) {
  const [chatId, setChatId] = useState<string>(() => crypto.randomUUID());
  const [working, setWorking] = useState<string | null>(null);
  /** The bot waits for more messages before it answers. */
  const [waiting, setWaiting] = useState(false);
  /** By the id of the message that the turn answers, so that a turn without a reply has its trace too. */
  const [turnIds, setTurnIds] = useState<Record<string, string>>({});
  const [handedOver, setHandedOver] = useState(false);
  const end = useRef<TurnEnd | null>(null);
  const transport = useMemo(
    () => newestMessageTransport({ api: `/api/bots/${botId}/test-chat`, body: { chatId } }),
    [botId, chatId],
  );
  const chat = useChat<ChatMessage>({
    id: chatId,
    transport,
    onData(part) {
      if (part.type === "data-working") setWorking(part.data.action);
      if (part.type === "data-waiting") setWaiting(part.data.seconds > 0);
      if (part.type === "data-said") chat.setMessages((shown) => insertSaidNow(shown, part.data));
      if (part.type === "data-end") end.current = part.data;
    },
    onFinish: ({ messages }) => settle(messages.findLast(({ role }) => role === "user")?.id),
  });

  function settle(askedId: string | undefined) {
    const ended = end.current;
    end.current = null;
    setWorking(null);
    setWaiting(false);
    // Without its end an answer is half an answer.
    if (ended === null) chat.setMessages((shown) => correctLast(shown, null));
    if (ended?.turnId && askedId) setTurnIds((known) => ({ ...known, [askedId]: ended.turnId ?? "" }));
    if (ended?.outcome === "person") setHandedOver(true);
    if (ended?.outcome === "saved") setHandedOver(false);
    if (ended?.outcome === "overtaken") chat.setMessages((shown) => correctLast(shown, null));
    if (ended) chat.setMessages((shown) => correctAnswer(shown, ended));
  }

  // Under its old id the server takes it for a copy of what it has; the turn that died is overtaken by the new one.
  function retry() {
    const asked = chat.messages.findLastIndex(({ role }) => role === "user");
    const message = chat.messages[asked];
    if (!message) return;
    chat.setMessages(chat.messages.slice(0, asked));
    void chat.sendMessage({ text: textOf(message) });
  }

  /** A message in addition ends the one whose answer waits for more: they are answered together. */
  async function send(text: string) {
    if (waiting) await chat.stop();
    await chat.sendMessage({ text });
  }

  const streaming = chat.status === "submitted" || chat.status === "streaming";
  return {
    messages: chat.messages,
    turnIds,
    streaming,
    /** People have the conversation, so the last message was not for the bot. */
    handedOver,
    working: streaming ? working : null,
    error: chat.error ? failureText(chat.error) : null,
    ready: !streaming || waiting,
    send: (text: string) => void send(text),
    retry,
    restart() {
      setChatId(crypto.randomUUID());
      setTurnIds({});
      setWorking(null);
      setWaiting(false);
      setHandedOver(false);
    },
  };
}
