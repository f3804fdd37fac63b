"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { useQuery } from "@tanstack/react-query";
import { Check, CircleAlert, Clock } from "lucide-react";
import { Fragment, useState } from "react";
import { ChatBubble } from "@/components/chat/chat-bubble";
import { TurnTrace } from "@/components/trace/turn-trace";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { AppRouter } from "@/server/trpc/root";
import { AttemptLog } from "./attempt-log";

type Conversation = inferRouterOutputs<AppRouter>["conversations"]["get"];
type Message = Conversation["messages"][number];

const names = { customer: "Customer", ai: "Bot", employee: "Employee" };

/** A conversation as it went, with what each turn did and how each answer was delivered. */
export function ConversationThread({ conversation: initial }: { conversation: Conversation }) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.conversations.get.queryOptions(
      { conversationId: initial.id },
      { initialData: initial, refetchInterval: 2000 },
    ),
  );
  return (
    <div className="grid max-w-3xl gap-4">
      {data.handledBy === "person" && (
        <Alert title="People answer here">{data.handedOverReason ?? "The bot is silent in this conversation."}</Alert>
      )}
      {data.messages.map((message) => (
        <Fragment key={message.id}>
          <ChatBubble
            sender={message.sender}
            name={names[message.sender]}
            text={message.text}
            footer={<MessageFooter message={message} />}
          />
          {message.turnId && <TurnTrace turnId={message.turnId} />}
        </Fragment>
      ))}
    </div>
  );
}

const marks = {
  pending: { icon: Clock, text: "Waiting to be sent" },
  delivering: { icon: Clock, text: "Being delivered" },
  delivered: { icon: Check, text: "Delivered" },
  undelivered: { icon: CircleAlert, text: "Undelivered" },
};

function MessageFooter({ message }: { message: Message }) {
  const [open, setOpen] = useState(false);
  const mark = message.delivery === "none" ? null : marks[message.delivery];
  return (
    <div className="grid gap-2">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <time dateTime={message.createdAt}>{new Date(message.createdAt).toLocaleString()}</time>
        {mark && (
          <span className={message.delivery === "undelivered" ? "text-destructive-soft-foreground" : undefined}>
            <mark.icon aria-hidden className="mr-1 inline size-3.5" />
            {mark.text}
          </span>
        )}
        {mark && (
          <Button variant="link" className="text-xs" aria-expanded={open} onClick={() => setOpen(!open)}>
            Attempts
          </Button>
        )}
      </span>
      {open && <AttemptLog messageId={message.id} />}
    </div>
  );
}
