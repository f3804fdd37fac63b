"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ChatBubble } from "@/components/chat/chat-bubble";
import { ChosenOption } from "@/components/chat/options/chosen-option";
import { findChosen } from "@/components/chat/options/find-chosen";
import { ReadOptions } from "@/components/chat/options/read-options";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { textParts } from "@/server/conversations/text-parts";
import type { AppRouter } from "@/server/trpc/root";
import type { QuickReply } from "@/components/chat/options/option-choice";
import { LocalTime } from "@/components/ui/local-time";
import { MessageSources } from "./message-sources";
import { MessageRating } from "./message-rating";
import { MessageDetails } from "./message-details";
import { useStayAtEnd } from "./use-stay-at-end";

type Conversation = inferRouterOutputs<AppRouter>["conversations"]["get"];

const names = { customer: "Customer", ai: "Bot", employee: "Employee" };

/** A live conversation, with the trace of each turn and the delivery of each answer. */
export function ConversationThread({ conversation: initial }: { conversation: Conversation }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.conversations.get.queryOptions(
      { conversationId: initial.id },
      { initialData: initial, refetchInterval: 2000 },
    ),
  );
  useStayAtEnd(data.messages.length);
  const chosen = useMemo(() => findChosen(data.messages), [data.messages]);
  return (
    <div className="grid max-w-3xl min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
      {data.handledBy === "person" && (
        <Alert tone="warning" title="People answer here">
          {data.handedOverReason ?? "The bot does not answer in this conversation."}
        </Alert>
      )}
      {data.messages.map((message) => (
        <Message key={message.id} message={message} chosen={chosen.get(message.id)} />
      ))}
      {error && <Alert tone="warning">{messageOf(error)}</Alert>}
    </div>
  );
}

interface MessageProps {
  message: Conversation["messages"][number];
  /** The option that the customer chose: one that this message offers, or the one that this message answers with. */
  chosen: QuickReply | undefined;
}

function Message({ message, chosen }: MessageProps) {
  const { sender, text, interactive, files } = message;
  const isTheirs = sender === "customer";
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5">
      <ChatBubble
        sender={sender}
        reader="team"
        name={names[sender]}
        text={textParts(message)}
        files={files}
        options={interactive && <ReadOptions interactive={interactive} chosen={chosen?.value ?? null} side="right" />}
        footer={
          isTheirs && (
            <div className="grid">
              <ChosenOption text={text} option={chosen} />
              <LocalTime at={message.createdAt} />
            </div>
          )
        }
      />
      {message.citations && <MessageSources citations={message.citations} />}
      {message.feedback && <MessageRating rating={message.feedback} />}
      {!isTheirs && <MessageDetails message={message} />}
    </div>
  );
}
