"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { LocalTime } from "@/components/ui/local-time";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Input } from "@/components/ui/input";
import { stateBadge } from "../state-texts";
import { useChangeOptions } from "../use-change-options";
import type { DetailsProps } from "./details-props";
import { DetailsSection, Fact } from "./details-section";

/** Shows who answers and why, and lets the user close the conversation or clear the bot's context. */
export function StateSection({ conversation, canOperate }: DetailsProps) {
  const { state, stop, handledSince, resumeAt, closedAt } = conversation;
  const badge = stateBadge(state, stop);
  return (
    <DetailsSection title="State">
      <Badge tone={badge.tone}>{badge.text}</Badge>
      <dl className="grid gap-1.5 empty:hidden">
        {stop?.reason && <Fact name="Reason">{stop.reason}</Fact>}
        {handledSince && state !== "closed" && (
          <Fact name="Since">
            <LocalTime at={handledSince} />
          </Fact>
        )}
        {resumeAt && (
          <Fact name="Bot resumes">
            <LocalTime at={resumeAt} />
          </Fact>
        )}
        {closedAt && (
          <Fact name="Closed">
            <LocalTime at={closedAt} />
          </Fact>
        )}
      </dl>
      {canOperate && (state === "bot" || (state === "person" && resumeAt)) && (
        <PauseForm conversationId={conversation.id} label={state === "bot" ? "Pause the bot" : "Keep it paused"} />
      )}
      {canOperate && <StateButtons conversation={conversation} />}
    </DetailsSection>
  );
}

function PauseForm({ conversationId, label }: { conversationId: string; label: string }) {
  const trpc = useTRPC();
  const options = useChangeOptions(conversationId);
  const pause = useMutation(trpc.inbox.handOff.mutationOptions(options));
  const [reason, setReason] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    pause.mutate({ conversationId, reason });
  }
  return (
    <form onSubmit={submit} className="flex gap-2">
      <Input
        aria-label="Why the bot pauses"
        placeholder="Why (optional)"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        className="h-8"
      />
      <Button type="submit" size="sm" variant="outline" pending={pause.isPending}>
        {label}
      </Button>
    </form>
  );
}

function StateButtons({ conversation: { id: conversationId, state } }: Pick<DetailsProps, "conversation">) {
  const trpc = useTRPC();
  const { onSuccess, onError } = useChangeOptions(conversationId);
  const close = useMutation(trpc.inbox.close.mutationOptions({ onSuccess, onError }));
  const reopen = useMutation(trpc.inbox.reopen.mutationOptions({ onSuccess, onError }));
  // The confirmation dialog shows its error.
  const clear = useMutation(trpc.inbox.clearContext.mutationOptions({ onSuccess }));
  return (
    <div className="flex flex-wrap gap-2">
      {state === "closed" ? (
        <Button
          size="sm"
          variant="outline"
          pending={reopen.isPending}
          onClick={() => reopen.mutate({ conversationId })}
        >
          Reopen
        </Button>
      ) : (
        <Button size="sm" variant="outline" pending={close.isPending} onClick={() => close.mutate({ conversationId })}>
          Close
        </Button>
      )}
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="outline">
            Clear context
          </Button>
        }
        title="Clear the context?"
        description="The bot forgets all messages up to now and answers the next message as if it were the first. You and your colleagues still see everything; tags, notes and variables stay. This cannot be undone."
        confirmLabel="Clear context"
        onConfirm={() => clear.mutateAsync({ conversationId })}
      />
    </div>
  );
}
