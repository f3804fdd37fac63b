"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { failureText } from "@/components/chat/error-answer";
import { newestMessageTransport } from "@/components/chat/newest-message-transport";
import { mergeMessages } from "@/components/chat/shown-message";
import { useChatClient } from "@/components/chat/use-chat-client";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { useChatSession } from "./chat-id";
import { shareTestTurns } from "./test-turns";

/** The turn of a message, with the reason if the bot could not answer. */
export interface AskedTurn {
  turnId: string;
  failure: string | null;
}

export type TestChatState = ReturnType<typeof useTestChat>;

/** How often the page looks for the answer that was not complete when it was loaded. */
const POLL_MS = 1500;

/** The chat beside the bot's pages: it runs the draft, and records the turn of each answer. A reload continues it. */
export function useTestChat(botId: string) {
  const [session, restart] = useChatSession(botId);
  const chatId = session?.id ?? "";
  /** By the id of the customer's message, so that a turn without a reply has its trace too. */
  const [ownTurns, setOwnTurns] = useState<Record<string, AskedTurn>>({});
  const transport = useMemo(
    () => newestMessageTransport({ api: `/api/bots/${botId}/test-chat`, body: { chatId } }),
    [botId, chatId],
  );
  const chat = useChatClient({
    id: chatId,
    transport,
    onAnswered(end, askedId) {
      const { turnId, failure = null } = end ?? {};
      if (turnId && askedId) setOwnTurns((known) => ({ ...known, [askedId]: { turnId, failure } }));
    },
  });
  const { messages, setMessages, answering, working, ready, sendParts, choose } = chat;
  const before = useEarlierMessages({ botId, chatId, isOld: session?.isOld ?? false, setMessages });
  const turns = useMemo(() => ({ ...before.turns, ...ownTurns }), [before.turns, ownTurns]);
  useEffect(
    () =>
      shareTestTurns(
        botId,
        messages.flatMap(({ id }) => turns[id]?.turnId ?? []),
      ),
    [botId, messages, turns],
  );

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
    turns,
    answering: answering || before.isAnswering,
    handedOver: chat.handedOver || (before.handedOver && messages.length === before.count),
    working,
    error: chat.error ? failureText(chat.error) : null,
    /** The messages from before a reload are not shown yet. */
    isReading: session === null || before.isReading || (messages.length === 0 && before.count > 0),
    ready: ready && session !== null && before.isReady,
    send: chat.send,
    choose,
    retry,
    restart() {
      restart();
      setOwnTurns({});
      chat.reset();
    },
  };
}

interface Earlier {
  botId: string;
  chatId: string;
  isOld: boolean;
  setMessages: ReturnType<typeof useChatClient>["setMessages"];
}

/** Shows the messages from before a reload, with the answer that was on its way then. */
function useEarlierMessages({ botId, chatId, isOld, setMessages }: Earlier) {
  const trpc = useTRPC();
  const { data, isError } = useQuery(
    trpc.conversations.testChat.queryOptions(
      { botId, chatId },
      {
        enabled: isOld,
        staleTime: Infinity,
        refetchInterval: ({ state }) => (state.data?.isAnswering ? POLL_MS : false),
      },
    ),
  );
  const shown = useRef<typeof data>(undefined);
  useEffect(() => {
    if (data === undefined || shown.current === data) return;
    shown.current = data;
    setMessages((messages) => mergeMessages(messages, data.messages));
  }, [data, setMessages]);
  const turns = useMemo(
    () => Object.fromEntries((data?.turns ?? []).map(({ askedId, ...turn }): [string, AskedTurn] => [askedId, turn])),
    [data],
  );
  return {
    turns,
    isAnswering: data?.isAnswering ?? false,
    handedOver: data?.handedOver ?? false,
    count: data?.messages.length ?? 0,
    isReading: isOld && !isError && data === undefined,
    // If the messages cannot be read, the chat still works.
    isReady: !isOld || isError || (data !== undefined && !data.isAnswering),
  };
}
