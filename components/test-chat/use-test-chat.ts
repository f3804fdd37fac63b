"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { useChooseOption } from "@/components/chat/options/use-choose-option";
import { useSignal } from "@/components/chat/use-signal";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { Conversation } from "@/widget/client/conversation/conversation";
import { useChatSession } from "./chat-id";
import { type AskedTurn, TestConversation } from "./test-conversation";
import { shareTestTurns } from "./test-turns";

export type TestChatState = ReturnType<typeof useTestChat>;

/** How often the page looks for the answer that was not complete when it was loaded. */
const POLL_MS = 1500;

/** The chat beside the bot's pages: it runs the draft, and records the turn of each answer. A reload continues it. */
export function useTestChat(botId: string) {
  const [session, restart] = useChatSession(botId);
  const chatId = session?.id ?? "";
  const conversation = useMemo(() => new TestConversation(botId, chatId), [botId, chatId]);
  useEffect(() => () => conversation.chat.stop(), [conversation]);
  const { chat } = conversation;
  const messages = useSignal(chat.messages);
  const answering = useSignal(chat.answering);
  const isBusy = useSignal(chat.isBusy);
  const isWaiting = useSignal(chat.isWaiting);
  const problem = useSignal(chat.problem);
  const ownTurns = useSignal(conversation.turns);
  const handedOver = useSignal(conversation.handedOver);
  const choose = useChooseOption((text, choice) => conversation.send({ text, choice }));
  const before = useEarlierMessages({ botId, chatId, isOld: session?.isOld ?? false, chat });
  const turns = useMemo(() => ({ ...before.turns, ...ownTurns }), [before.turns, ownTurns]);
  useEffect(
    () =>
      shareTestTurns(
        botId,
        messages.flatMap(({ id }) => turns[id]?.turnId ?? []),
      ),
    [botId, messages, turns],
  );

  return {
    messages,
    turns,
    answering: answering !== null || before.isAnswering,
    handedOver: handedOver || (before.handedOver && messages.length === before.count),
    working: answering?.action ?? null,
    error: isBusy ? null : problem,
    /** The messages from before a reload are not shown yet. */
    isReading: session === null || before.isReading || (messages.length === 0 && before.count > 0),
    ready: (!isBusy || isWaiting) && session !== null && before.isReady,
    send: (text: string) => conversation.send({ text }),
    choose,
    retry: () => conversation.retry(),
    restart,
  };
}

interface Earlier {
  botId: string;
  chatId: string;
  isOld: boolean;
  chat: Conversation;
}

/** Shows the messages from before a reload, with the answer that was on its way then. */
function useEarlierMessages({ botId, chatId, isOld, chat }: Earlier) {
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
    chat.merge(data.messages);
  }, [data, chat]);
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
