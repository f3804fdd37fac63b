"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { useQuery } from "@tanstack/react-query";
import { ChatBubble } from "@/components/chat/chat-bubble";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { textParts } from "@/server/conversations/text-parts";
import type { AppRouter } from "@/server/trpc/root";
import { LocalTime } from "@/components/ui/local-time";
import { MessageDetails } from "./message-details";
import { useStayAtEnd } from "./use-stay-at-end";

type Conversation = inferRouterOutputs<AppRouter>["conversations"]["get"];

const names = { customer: "Customer", ai: "Bot", employee: "Employee" };

/** A conversation as it goes on, with what each turn did and how each answer was delivered. */
export function ConversationThread({ conversation: initial }: { conversation: Conversation }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.conversations.get.queryOptions(
      { conversationId: initial.id },
      { initialData: initial, refetchInterval: 2000 },
    ),
  );
  useStayAtEnd(data.messages.length);
  return (
    <div className="grid max-w-3xl min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
      {data.handledBy === "person" && (
        <Alert title="People answer here">{data.handedOverReason ?? "The bot is silent in this conversation."}</Alert>
      )}
      {data.messages.map((message) => (
        <div key={message.id} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5">
          <ChatBubble
            sender={message.sender}
            name={names[message.sender]}
            text={textParts(message)}
            files={message.files}
            footer={message.sender === "customer" && <LocalTime at={message.createdAt} />}
          />
          {message.sender !== "customer" && <MessageDetails message={message} />}
        </div>
      ))}
      {error && <Alert tone="warning">{messageOf(error)}</Alert>}
    </div>
  );
}
