"use client";

import { useEffect, useMemo } from "react";
import { failureText } from "@/components/chat/error-answer";
import { newestMessageTransport } from "@/components/chat/newest-message-transport";
import { mergeMessages } from "@/components/chat/shown-message";
import { useChatClient } from "@/components/chat/use-chat-client";
import { followMessages } from "./follow-messages";
import { useOtherTabs } from "./other-tabs";
import { useSession } from "./use-session";

/** A chat's state in the browser: the session, its messages, the answer that streams in, and later messages. */
export function useChatPage(channel: string) {
  const { session, failure, open } = useSession(channel);
  const token = session?.token ?? "";
  const transport = useMemo(
    () => newestMessageTransport({ api: `/api/chat/${channel}`, headers: { authorization: `Bearer ${token}` } }),
    [channel, token],
  );
  const chat = useChatClient({
    id: `${channel}:${token}`,
    transport,
    onAnswered(end) {
      notifyOtherTabs();
      if (end?.outcome === "duplicate") void open();
    },
  });
  const { messages, setMessages, streaming } = chat;

  // A chat belongs to its token, so the earlier messages can be shown only when the token is known.
  useEffect(() => {
    if (session) setMessages((shown) => mergeMessages(shown, session.messages));
  }, [session, setMessages]);

  const begun = messages.length > 0;
  const notifyOtherTabs = useOtherTabs(channel, () => {
    if (!begun) void open();
  });
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

  // A late answer clears the error.
  const unanswered = messages.at(-1)?.role === "user";
  return {
    session,
    failure,
    reopen: () => void open(),
    messages,
    working: chat.working,
    answering: chat.answering,
    handedOver: chat.handedOver,
    /** Why the last message was not answered. The message is stored; `retry` sends it under the same id. */
    error: chat.error && unanswered ? failureText(chat.error) : null,
    retry: () => void chat.regenerate(),
    ready: session !== null && chat.ready,
    send: chat.send,
    choose: chat.choose,
  };
}
