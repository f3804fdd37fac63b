"use client";

import { useChat } from "@ai-sdk/react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { TurnEnd } from "@/server/channels/web/chat-stream";
import { failureText } from "@/components/chat/error-answer";
import { newestMessageTransport } from "@/components/chat/newest-message-transport";
import {
  correctAnswer,
  correctLast,
  insertSaidNow,
  mergeMessages,
  type ShownMessage,
} from "@/components/chat/shown-message";
import { followMessages } from "./follow-messages";
import { useOtherTabs } from "./other-tabs";
import { useSession } from "./use-session";

/** A chat's state in the browser: the session, its messages, what streams in, and what comes late. */
export function useChatPage(channel: string) {
  const { session, failure, open } = useSession(channel);
  const [working, setWorking] = useState<string | null>(null);
  /** The bot waits for more messages before it answers. */
  const [waiting, setWaiting] = useState(false);
  const [handedOver, setHandedOver] = useState(false);
  const end = useRef<TurnEnd | null>(null);
  const token = session?.token ?? "";
  const transport = useMemo(
    () => newestMessageTransport({ api: `/api/chat/${channel}`, headers: { authorization: `Bearer ${token}` } }),
    [channel, token],
  );
  const chat = useChat<ShownMessage>({
    id: `${channel}:${token}`,
    transport,
    onData(part) {
      if (part.type === "data-working") setWorking(part.data.action);
      if (part.type === "data-waiting") setWaiting(part.data.seconds > 0);
      if (part.type === "data-said") setMessages((shown) => insertSaidNow(shown, part.data));
      if (part.type === "data-end") end.current = part.data;
    },
    onFinish: () => settle(),
  });
  const { setMessages, sendMessage, regenerate, stop } = chat;

  function settle() {
    const ended = end.current;
    end.current = null;
    setWorking(null);
    setWaiting(false);
    tellOtherTabs();
    // Without its end an answer is half an answer: the whole one comes late, as a message of its own.
    if (ended === null) setMessages((shown) => correctLast(shown, null));
    if (ended?.outcome === "person") setHandedOver(true);
    if (ended?.outcome === "saved") setHandedOver(false);
    if (ended?.outcome === "overtaken") setMessages((shown) => correctLast(shown, null));
    if (ended) setMessages((shown) => correctAnswer(shown, ended));
    if (ended?.outcome === "duplicate") void open();
  }

  // A chat belongs to its token: once that is known, what was said before stands there.
  useEffect(() => {
    if (session) setMessages((shown) => mergeMessages(shown, session.messages));
  }, [session, setMessages]);

  const begun = chat.messages.length > 0;
  const tellOtherTabs = useOtherTabs(channel, () => {
    if (!begun) void open();
  });
  const streaming = chat.status === "submitted" || chat.status === "streaming";
  useEffect(() => {
    if (!session || !begun || streaming) return undefined;
    const left = new AbortController();
    const { token: mine, cursor } = session;
    void followMessages({
      channel,
      token: mine,
      after: cursor,
      signal: left.signal,
      onPage: (page) => setMessages((shown) => mergeMessages(shown, page.messages)),
    });
    return () => left.abort();
  }, [session, begun, streaming, channel, setMessages]);

  /** A message in addition ends the one whose answer waits for more: they are answered together. */
  async function send(text: string) {
    if (waiting) await stop();
    await sendMessage({ text });
  }

  // An answer that came late takes the failure away.
  const unanswered = chat.messages.at(-1)?.role === "user";
  return {
    session,
    failure,
    reopen: () => void open(),
    messages: chat.messages,
    working: streaming ? working : null,
    streaming,
    handedOver,
    /** Why the last message was not answered; it was kept, and `retry` sends it under the same id. */
    error: chat.error && unanswered ? failureText(chat.error) : null,
    retry: () => void regenerate(),
    ready: session !== null && (!streaming || waiting),
    send: (text: string) => void send(text),
  };
}
