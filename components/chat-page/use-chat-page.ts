"use client";

import { useEffect, useEffectEvent, useMemo } from "react";
import { failureText } from "@/components/chat/error-answer";
import { newestMessageTransport } from "@/components/chat/newest-message-transport";
import { browserIdOf, mergeMessages } from "@/components/chat/shown-message";
import { useChatClient } from "@/components/chat/use-chat-client";
import { followMessages } from "./follow-messages";
import { inOrderTransport } from "./in-order-transport";
import { useOtherTabs } from "./other-tabs";
import { withUnsentLast } from "./unsent-messages";
import { useSession } from "./use-session";
import { useUnsentMessages } from "./use-unsent-messages";

/** Shown for unsent messages that are not the newest request's, such as those of an earlier page load. */
const NOT_SENT = "Some of your messages were not sent.";

/** A chat's state in the browser: the session, its messages, the answer that streams in, and later messages. */
export function useChatPage(channel: string) {
  const { session, failure, open } = useSession(channel);
  const token = session?.token ?? "";
  const { unsent, failed } = useUnsentMessages(token);
  const transport = useMemo(() => {
    const headers = { authorization: `Bearer ${token}` };
    return inOrderTransport(newestMessageTransport({ api: `/api/chat/${channel}`, headers }), unsent);
  }, [channel, token, unsent]);
  const chat = useChatClient({
    id: `${channel}:${token}`,
    transport,
    onAnswered(end) {
      notifyOtherTabs();
      if (end?.outcome === "duplicate") void open();
    },
  });
  const { messages, setMessages, streaming } = chat;

  function retry() {
    if (streaming) return;
    setMessages((shown) => withUnsentLast(shown, unsent.list()));
    void chat.regenerate();
  }
  const resend = useEffectEvent(() => {
    if (unsent.failed().length > 0) retry();
  });
  useEffect(() => {
    window.addEventListener("online", resend);
    return () => window.removeEventListener("online", resend);
  }, []);

  // A chat belongs to its token, so the earlier messages can be shown only when the token is known.
  useEffect(() => {
    if (!session) return;
    unsent.confirm(session.messages.map(browserIdOf));
    setMessages((shown) => withUnsentLast(mergeMessages(shown, session.messages), unsent.list()));
    resend();
  }, [session, unsent, setMessages]);

  // Welcome is shown before the conversation begins.
  const begun = messages.some(({ role }) => role === "user");
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
      onPage(page) {
        // If only the response was lost, the message is stored.
        unsent.confirm(page.messages.map(browserIdOf));
        setMessages((shown) => mergeMessages(shown, page.messages));
      },
    });
    return () => left.abort();
  }, [session, begun, streaming, channel, unsent, setMessages]);

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
    /** Why messages were not sent, or the last one not answered. `retry` sends them under the same ids. */
    error: chat.error && unanswered ? failureText(chat.error) : failed.length > 0 && !streaming ? NOT_SENT : null,
    retry,
    isUnsent: (id: string) => failed.some((message) => message.id === id),
    ready: session !== null && chat.ready,
    send: chat.send,
    choose: chat.choose,
  };
}
