"use client";

import { CheckCheck, CircleAlert, Clock } from "lucide-react";
import { useId, useState } from "react";
import { DisclosureButton } from "@/components/trace/disclosure-button";
import { TraceTimeline } from "@/components/trace/turn-trace";
import { AttemptLog } from "./attempt-log";
import { LocalTime } from "@/components/ui/local-time";

const marks = {
  pending: { icon: Clock, text: "Waiting to be sent", tone: undefined },
  delivering: { icon: Clock, text: "Being delivered", tone: undefined },
  delivered: { icon: CheckCheck, text: "Delivered", tone: undefined },
  undelivered: { icon: CircleAlert, text: "Undelivered", tone: "text-destructive-soft-foreground" },
};

interface MessageDetailsProps {
  message: {
    id: string;
    createdAt: string;
    turnId: string | null;
    delivery: "none" | keyof typeof marks;
  };
}

/** Below a message of the bot or of a colleague, which is on the right: its time, its delivery attempts and the trace of its turn. */
export function MessageDetails({ message }: MessageDetailsProps) {
  const { id, createdAt, turnId, delivery } = message;
  const [attemptsOpen, setAttemptsOpen] = useState(false);
  const [traceOpen, setTraceOpen] = useState(false);
  const region = useId();
  return (
    <div className="ml-auto grid w-full max-w-2xl min-w-0 grid-cols-[minmax(0,1fr)] gap-2 text-muted-foreground">
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 px-1 text-12 leading-5">
        <LocalTime at={createdAt} />
        {delivery !== "none" && (
          <DisclosureButton
            open={attemptsOpen}
            onToggle={() => setAttemptsOpen(!attemptsOpen)}
            controls={`${region}-attempts`}
            className={marks[delivery].tone}
          >
            <DeliveryMark delivery={delivery} />
          </DisclosureButton>
        )}
        {turnId && (
          <DisclosureButton open={traceOpen} onToggle={() => setTraceOpen(!traceOpen)} controls={`${region}-trace`}>
            Trace
          </DisclosureButton>
        )}
      </div>
      <div id={`${region}-attempts`} hidden={!attemptsOpen}>
        {attemptsOpen && <AttemptLog messageId={id} ended={delivery === "delivered" || delivery === "undelivered"} />}
      </div>
      <div id={`${region}-trace`} hidden={!traceOpen} className="text-foreground">
        {traceOpen && turnId && <TraceTimeline turnId={turnId} />}
      </div>
    </div>
  );
}

function DeliveryMark({ delivery }: { delivery: keyof typeof marks }) {
  const { icon: Icon, text } = marks[delivery];
  return (
    <>
      <span>{text}</span>
      <Icon aria-hidden className={delivery === "delivered" ? "size-3.5 text-success" : "size-3.5"} />
      <span className="sr-only">: show the attempts</span>
    </>
  );
}
