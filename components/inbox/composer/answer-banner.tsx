"use client";

import { useMutation } from "@tanstack/react-query";
import { Bot, CircleCheck, UserRound } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { clockText } from "../live/clock";
import type { InboxConversation, InboxMember, ThreadEntry } from "../inbox-types";
import { answeringText } from "../state-texts";
import { useChangeOptions } from "../use-change-options";

interface AnswerBannerProps {
  conversation: InboxConversation;
  entries: readonly ThreadEntry[];
  member: InboxMember;
}

const icons = { bot: Bot, person: UserRound, closed: CircleCheck };

/** Shows who answers now, with the buttons to change it. */
export function AnswerBanner({ conversation, entries, member }: AnswerBannerProps) {
  const { state, stop, handledSince, resumeAt, bot } = conversation;
  const lastPause = entries.findLast((entry) => entry.type === "event" && entry.kind === "paused");
  const stopper = lastPause?.type === "event" ? lastPause.user : null;
  const stoppedBy = stopper && (stopper.id === member.id ? "you" : stopper.name);
  const { title, detail } = answeringText(
    { state, stop, since: handledSince, resumeAt, botName: bot.name, stoppedBy },
    clockText,
  );
  const Icon = icons[state];
  const held = useHeldFocus();
  return (
    <div
      {...held}
      tabIndex={-1}
      className={cn(
        "focus-ring flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg px-3 py-2 text-13 leading-5",
        state === "person" ? "bg-warning-soft text-warning-soft-foreground" : "bg-secondary text-secondary-foreground",
      )}
    >
      <p aria-live="polite" className="flex min-w-0 flex-1 basis-56 items-start gap-2">
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span className="min-w-0 wrap-anywhere">
          <span className="font-medium">{title}</span>
          {detail && <span> — {detail}</span>}
        </span>
      </p>
      {member.canOperate && <BannerButtons conversation={conversation} />}
    </div>
  );
}

/** Keeps the focus in the banner when its focused button disappears, so that keyboard users keep their place. */
function useHeldFocus() {
  const ref = useRef<HTMLDivElement>(null);
  const isInside = useRef(false);
  useEffect(() => {
    if (isInside.current && document.activeElement === document.body) ref.current?.focus();
  });
  return { ref, onFocus: () => void (isInside.current = true), onBlur: () => void (isInside.current = false) };
}

function BannerButtons({ conversation }: { conversation: InboxConversation }) {
  const { id: conversationId, state, resumeAt, isUnanswered } = conversation;
  const trpc = useTRPC();
  const options = useChangeOptions(conversationId);
  const handOff = useMutation(trpc.inbox.handOff.mutationOptions(options));
  const takeBack = useMutation(trpc.inbox.takeBack.mutationOptions(options));
  const reopen = useMutation(trpc.inbox.reopen.mutationOptions(options));
  if (state === "closed") {
    return (
      <Button size="sm" variant="outline" pending={reopen.isPending} onClick={() => reopen.mutate({ conversationId })}>
        Reopen
      </Button>
    );
  }
  if (state === "bot") {
    return (
      <Button
        size="sm"
        variant="outline"
        pending={handOff.isPending}
        onClick={() => handOff.mutate({ conversationId })}
      >
        Take over
      </Button>
    );
  }
  const answering = takeBack.variables?.answerNow ?? false;
  return (
    <span className="flex flex-wrap gap-2">
      {resumeAt && (
        <Button
          size="sm"
          variant="outline"
          pending={handOff.isPending}
          onClick={() => handOff.mutate({ conversationId })}
        >
          Keep the bot paused
        </Button>
      )}
      {isUnanswered && (
        <Button
          size="sm"
          variant="outline"
          pending={takeBack.isPending && answering}
          onClick={() => takeBack.mutate({ conversationId, answerNow: true })}
        >
          Let the bot answer the last message
        </Button>
      )}
      <Button
        size="sm"
        variant="outline"
        pending={takeBack.isPending && !answering}
        onClick={() => takeBack.mutate({ conversationId })}
      >
        Give back
      </Button>
    </span>
  );
}
