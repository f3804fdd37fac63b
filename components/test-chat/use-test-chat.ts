"use client";

import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { useMemo, useRef, useState } from "react";
import { messageOf } from "@/components/chat/error-answer";
import { correctLast } from "@/components/chat/shown-message";
import type { ChatMessage, TurnEnd } from "@/server/channels/web/chat-stream";

/** The chat beside the editor: runs the draft, and knows which turn made which answer. */
export function useTestChat(botId: string) {
  const [chatId, setChatId] = useState<string>(() => crypto.randomUUID());
  const [working, setWorking] = useState<string | null>(null);
  /** By the id of the message that the turn answers, so that a turn without a reply has its trace too. */
  const [turnIds, setTurnIds] = useState<Record<string, string>>({});
  const end = useRef<TurnEnd | null>(null);
  const transport = useMemo(() => testTransport(botId, chatId), [botId, chatId]);
  const chat = useChat<ChatMessage>({
    id: chatId,
    transport,
    onData(part) {
      if (part.type === "data-working") setWorking(part.data.action);
      if (part.type === "data-end") end.current = part.data;
    },
    onFinish: ({ messages }) => settle(messages.findLast(({ role }) => role === "user")?.id),
  });

  function settle(askedId: string | undefined) {
    const ended = end.current;
    end.current = null;
    setWorking(null);
    if (ended?.turnId && askedId) setTurnIds((known) => ({ ...known, [askedId]: ended.turnId ?? "" }));
    if (ended?.outcome === "overtaken") chat.setMessages((shown) => correctLast(shown, null));
    if (ended?.text !== undefined) chat.setMessages((shown) => correctLast(shown, ended.text ?? null));
  }

  const streaming = chat.status === "submitted" || chat.status === "streaming";
  return {
    messages: chat.messages,
    turnIds,
    streaming,
    working: streaming ? working : null,
    error: chat.error?.message ?? null,
    send: (text: string) => void chat.sendMessage({ text }),
    retry: () => void chat.regenerate(),
    restart() {
      setChatId(crypto.randomUUID());
      setTurnIds({});
      setWorking(null);
    },
  };
}

function testTransport(botId: string, chatId: string) {
  return new DefaultChatTransport<ChatMessage>({
    api: `/api/bots/${botId}/test-chat`,
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (!response.ok) throw new Error(await messageOf(response));
      return response;
    },
    prepareSendMessagesRequest: ({ messages }) => {
      const message = messages.findLast(({ role }) => role === "user");
      return { body: { chatId, message: { id: message?.id, role: "user", parts: message?.parts ?? [] } } };
    },
  });
}
