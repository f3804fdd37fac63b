"use client";

import { CircleAlert, Paperclip } from "lucide-react";
import { PlainText } from "@/components/chat/message-text";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/components/ui/cn";
import type { Outgoing, OutgoingMessage } from "../../composer/outgoing";
import { WrittenText } from "./written-text";

interface OutgoingEntryProps {
  message: OutgoingMessage;
  conversationId: string;
  outgoing: Outgoing;
}

/** A message or note that is being sent; a failed one can be retried or discarded. */
export function OutgoingEntry({ message, conversationId, outgoing }: OutgoingEntryProps) {
  const { clientMessageId, text, writtenText, files, isNote, status, failure } = message;
  return (
    <div className="flex min-w-0 flex-col items-end gap-1">
      <div
        className={cn(
          "grid max-w-[88%] min-w-0 gap-1.5 rounded-2xl rounded-br-sm px-3.5 py-2.5 text-14 leading-5.5 sm:max-w-[80%]",
          isNote
            ? "border border-warning/35 bg-warning-soft text-warning-soft-foreground"
            : "bg-info-soft text-info-soft-foreground",
        )}
      >
        <span className="sr-only">{isNote ? "Your note:" : "You:"}</span>
        {text !== "" && <PlainText text={text} />}
        {files.map(({ fileId, name }) => (
          <p key={fileId} className="flex min-w-0 items-center gap-2 text-14">
            <Paperclip aria-hidden className="size-4 shrink-0" />
            <span className="truncate">{name}</span>
          </p>
        ))}
      </div>
      {writtenText !== null && <WrittenText text={writtenText} />}
      {status === "failed" ? (
        <div role="alert" className="flex max-w-full flex-wrap items-center justify-end gap-2 px-1">
          <span className="flex items-start gap-1.5 text-12 leading-5 text-destructive-soft-foreground">
            <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            {failure}
          </span>
          <Button size="sm" variant="outline" onClick={() => void outgoing.retry(conversationId, clientMessageId)}>
            Try again
          </Button>
          <ConfirmDialog
            trigger={
              <Button size="sm" variant="ghost">
                Discard
              </Button>
            }
            danger
            title="Discard this message?"
            description="It was not sent. Its text is lost."
            confirmLabel="Discard"
            onConfirm={async () => outgoing.discard(conversationId, clientMessageId)}
          />
        </div>
      ) : (
        <span className="flex items-center gap-1.5 px-1 text-12 leading-5 text-muted-foreground">
          <Spinner className="size-3" /> Sending
        </span>
      )}
    </div>
  );
}
