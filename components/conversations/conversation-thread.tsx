"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { useQuery } from "@tanstack/react-query";
import { CheckCheck, ChevronRight, CircleAlert, Clock } from "lucide-react";
import { useId, useState } from "react";
import { ChatBubble } from "@/components/chat/chat-bubble";
import { TurnTrace } from "@/components/trace/turn-trace";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { cn } from "@/components/ui/cn";
import type { AppRouter } from "@/server/trpc/root";
import { AttemptLog } from "./attempt-log";
import { LocalTime } from "./local-time";
import { useStayAtEnd } from "./use-stay-at-end";

type Conversation = inferRouterOutputs<AppRouter>["conversations"]["get"];
type Message = Conversation["messages"][number];

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
        <div key={message.id} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
          <ChatBubble
            sender={message.sender}
            name={names[message.sender]}
            text={message.text}
            footer={<LocalTime at={message.createdAt} />}
          />
          {message.delivery !== "none" && <DeliveryMark message={message} delivery={message.delivery} />}
          {message.turnId && <TurnTrace turnId={message.turnId} />}
        </div>
      ))}
      {error && <Alert tone="warning">{messageOf(error)}</Alert>}
    </div>
  );
}

const marks = {
  pending: { icon: Clock, text: "Waiting to be sent", tone: "" },
  delivering: { icon: Clock, text: "Being delivered", tone: "" },
  delivered: { icon: CheckCheck, text: "Delivered", tone: "[&>svg:last-of-type]:text-success" },
  undelivered: { icon: CircleAlert, text: "Undelivered", tone: "text-destructive-soft-foreground" },
};

interface DeliveryMarkProps {
  message: Message;
  delivery: keyof typeof marks;
}

/** Whether an answer arrived; opens into every attempt. */
function DeliveryMark({ message, delivery }: DeliveryMarkProps) {
  const [open, setOpen] = useState(false);
  const region = useId();
  const { icon: Icon, text, tone } = marks[delivery];
  return (
    <div className="grid min-w-0 gap-2">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={region}
        onClick={() => setOpen(!open)}
        className={cn(
          "inline-flex w-fit items-center gap-1 rounded-sm px-1 text-[13px] leading-5 font-medium text-muted-foreground focus-ring hover:text-foreground",
          tone,
        )}
      >
        <ChevronRight aria-hidden className={cn("size-3.5 transition-transform", open && "rotate-90")} />
        <span>{text}</span>
        <Icon aria-hidden className="ml-0.5 size-3.5" />
        <span className="sr-only">: show the attempts</span>
      </button>
      <div id={region} hidden={!open} className="max-w-2xl min-w-0 text-muted-foreground">
        {open && <AttemptLog messageId={message.id} ended={delivery === "delivered" || delivery === "undelivered"} />}
      </div>
    </div>
  );
}
