"use client";

import { CheckCheck, CircleAlert, Clock } from "lucide-react";
import { useId, useState } from "react";
import { ChosenOption } from "@/components/chat/options/chosen-option";
import type { QuickReply } from "@/components/chat/options/option-choice";
import { ReadOptions } from "@/components/chat/options/read-options";
import { AttemptLog } from "@/components/conversations/attempt-log";
import { MessageRating } from "@/components/conversations/message-rating";
import { MessageSources } from "@/components/conversations/message-sources";
import { LocalTime } from "@/components/ui/local-time";
import { DisclosureButton } from "@/components/trace/disclosure-button";
import { TraceTimeline } from "@/components/trace/turn-trace";
import { cn } from "@/components/ui/cn";
import { textParts } from "@/server/conversations/text-parts";
import { clockText } from "../../live/clock";
import { type DeliveryText, deliveryText } from "./delivery-text";
import { InboxBubble } from "./inbox-bubble";
import type { ThreadMessage } from "../../inbox-types";
import { SendAgainButton } from "./send-again-button";
import { Translation } from "./translation";
import { useReveal } from "./use-reveal";
import { WrittenText } from "./written-text";

interface MessageEntryProps {
  message: ThreadMessage;
  /** The customer's display name. */
  customer: string;
  /** The option that the customer chose: one that this message offers, or the one that this message answers with. */
  chosen: QuickReply | undefined;
  canOperate: boolean;
}

/** A message of the thread, with its delivery and, for a bot's answer, its trace. */
export function MessageEntry({ message, customer, chosen, canOperate }: MessageEntryProps) {
  const { sender, author, text, interactive, files, delivery, createdAt, turnId } = message;
  const names = { customer, ai: "Bot", employee: author?.name ?? "Employee" };
  const isFailed = delivery.state === "undelivered";
  return (
    <InboxBubble
      speaker={sender}
      name={names[sender]}
      text={textParts(message)}
      files={files}
      options={interactive && <ReadOptions interactive={interactive} chosen={chosen?.value ?? null} side="right" />}
      isDashed={isFailed}
      footer={
        <>
          {sender === "customer" && <ChosenOption text={text} option={chosen} />}
          {canOperate && <Translation messageId={message.id} language={message.language ?? null} />}
          {message.writtenText !== undefined && <WrittenText text={message.writtenText} />}
          {message.citations && <MessageSources citations={message.citations} />}
          {message.feedback && <MessageRating rating={message.feedback} />}
          <MessageFooter
            messageId={message.id}
            isOurs={sender !== "customer"}
            createdAt={createdAt}
            turnId={turnId}
            delivery={delivery}
            canSendAgain={canOperate && isFailed}
          />
        </>
      }
    />
  );
}

interface MessageFooterProps {
  messageId: string;
  /** Whether the bot or a colleague sent it; it is then shown on the right. */
  isOurs: boolean;
  createdAt: string;
  turnId: string | null;
  delivery: ThreadMessage["delivery"];
  canSendAgain: boolean;
}

function MessageFooter(props: MessageFooterProps) {
  const { messageId, isOurs, createdAt, turnId, delivery, canSendAgain } = props;
  const [shown, setShown] = useState<"attempts" | "trace" | null>(null);
  const region = useId();
  const reveal = useReveal();
  const mark = deliveryText(delivery, clockText);
  const toggle = (what: "attempts" | "trace") => setShown(shown === what ? null : what);
  const hasEnded = delivery.state === "delivered" || delivery.state === "undelivered";
  return (
    <>
      <div
        className={cn(
          "flex flex-wrap items-center gap-x-3 gap-y-1 text-12 leading-5 text-muted-foreground",
          isOurs && "justify-end",
        )}
      >
        <LocalTime at={createdAt} />
        {mark && (
          <DisclosureButton
            open={shown === "attempts"}
            onToggle={() => toggle("attempts")}
            controls={`${region}-attempts`}
            className={cn("text-12", delivery.state === "undelivered" && "text-destructive-soft-foreground")}
          >
            <DeliveryMark state={delivery.state} text={mark.text} />
          </DisclosureButton>
        )}
        {turnId && (
          <DisclosureButton
            open={shown === "trace"}
            onToggle={() => toggle("trace")}
            controls={`${region}-trace`}
            className="text-12"
          >
            Trace
          </DisclosureButton>
        )}
        {canSendAgain && <SendAgainButton messageId={messageId} />}
      </div>
      {mark?.detail && <DeliveryReason mark={mark} isFinal={hasEnded} />}
      <div
        id={`${region}-attempts`}
        hidden={shown !== "attempts"}
        className="mt-1.5 w-full max-w-2xl min-w-0 text-left"
      >
        {shown === "attempts" && (
          <div ref={reveal} className="scroll-my-8">
            <AttemptLog messageId={messageId} ended={hasEnded} />
          </div>
        )}
      </div>
      <div id={`${region}-trace`} hidden={shown !== "trace"} className="mt-1.5 w-full max-w-2xl min-w-0 text-left">
        {shown === "trace" && turnId && (
          <div ref={reveal} className="scroll-my-8">
            <TraceTimeline turnId={turnId} />
          </div>
        )}
      </div>
    </>
  );
}

function DeliveryReason({ mark, isFinal }: { mark: DeliveryText; isFinal: boolean }) {
  return (
    <p
      className={cn(
        "max-w-prose text-12 leading-5 wrap-anywhere",
        isFinal ? "text-destructive-soft-foreground" : "text-muted-foreground",
      )}
    >
      {mark.detail}
      {isFinal && " The bot treats it as not sent."}
    </p>
  );
}

function DeliveryMark({ state, text }: { state: ThreadMessage["delivery"]["state"]; text: string }) {
  const Icon = state === "delivered" ? CheckCheck : state === "undelivered" ? CircleAlert : Clock;
  return (
    <>
      <span className="tabular-nums">{text}</span>
      <Icon aria-hidden className={cn("size-3.5", state === "delivered" && "text-success")} />
      <span className="sr-only">: show the attempts</span>
    </>
  );
}
