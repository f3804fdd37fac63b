"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, PartyPopper, X } from "lucide-react";
import Link from "next/link";
import { useEffect, useEffectEvent, useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import type { Guide } from "@/server/guide/guide-steps";
import { GuideProgress } from "./guide-progress";
import type { ShownStep } from "./steps";
import { useGuide } from "./use-guide";

/**
 * The guide for the first steps, on the page where a new owner lands. For members who may edit, until all steps are done
 * or one of them puts it away.
 */
export function FirstSteps({ initial }: { initial: Guide | null }) {
  const guide = useGuide(true, initial);
  const [wasFinished, setFinished] = useState(false);
  const isFinished = wasFinished || guide?.next === null;
  if (isFinished !== wasFinished) setFinished(isFinished);
  const putAway = usePutAway();
  if (isFinished) return <Finished onSeen={putAway.finally} />;
  if (!guide) return null;
  const { steps, doneCount, next } = guide;
  return (
    <section
      aria-labelledby="first-steps"
      className="mb-6 overflow-hidden rounded-xl border bg-card text-card-foreground shadow-raised"
    >
      <div className="flex items-center gap-3 py-2.5 pr-2.5 pl-5">
        <h2 id="first-steps" className="text-14 font-semibold">
          First steps
        </h2>
        <GuideProgress steps={steps} className="w-28" />
        <output className="text-13 text-muted-foreground">
          {doneCount} of {steps.length}
        </output>
        <IconButton label="Put the first steps away" size="sm" className="ml-auto" onClick={putAway.byHand}>
          <X />
        </IconButton>
      </div>
      <ol className="border-t">
        {steps.map((step, i) => (
          <StepRow key={step.step} step={step} number={i + 1} isNext={step === next} />
        ))}
      </ol>
    </section>
  );
}

function StepRow({
  step: { title, text, isDone, href },
  number,
  isNext,
}: {
  step: ShownStep;
  number: number;
  isNext: boolean;
}) {
  return (
    <li
      aria-current={isNext ? "step" : undefined}
      className={cn(
        "relative flex items-start gap-3 px-5 py-2 not-last:border-b @2xl:items-center",
        isNext && "bg-primary-soft/60",
        href && !isDone && "hover:bg-accent",
      )}
    >
      <span
        aria-hidden
        className={cn(
          "flex size-5 shrink-0 items-center justify-center rounded-full border text-12 font-medium",
          isDone
            ? "border-transparent bg-primary text-primary-foreground"
            : "border-border-strong text-muted-foreground",
        )}
      >
        {isDone ? <Check className="size-3.5" strokeWidth={3} /> : number}
      </span>
      <span className="grid min-w-0 flex-1 gap-x-3 @2xl:grid-cols-[13rem_minmax(0,1fr)] @2xl:items-baseline">
        <span className={cn("text-14 leading-5", isDone ? "text-muted-foreground" : "font-medium")}>
          {href && !isDone ? (
            <Link
              href={href}
              className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
            >
              {title}
            </Link>
          ) : (
            title
          )}
          {isDone && <span className="sr-only">, done</span>}
        </span>
        {!isDone && <span className="text-13 leading-5 text-muted-foreground">{text}</span>}
      </span>
    </li>
  );
}

/** The last line, shown once. Nobody needs to close it: when somebody has seen it, the guide is put away. */
function Finished({ onSeen }: { onSeen: () => void }) {
  const see = useEffectEvent(() => {
    if (document.visibilityState === "visible") onSeen();
  });
  useEffect(() => {
    const onChange = () => see();
    onChange();
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, []);
  return (
    <output className="mb-6 flex items-center gap-3 rounded-xl border bg-card px-5 py-3 text-14 shadow-raised">
      <PartyPopper aria-hidden className="size-4 shrink-0 text-primary" />
      <span>
        <span className="font-medium">All five steps are done.</span> Your bot talks to your customers now, and the{" "}
        <Link href="/inbox" className="text-primary underline underline-offset-4">
          inbox
        </Link>{" "}
        shows every word.
      </span>
    </output>
  );
}

function usePutAway() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const set = useMutation(trpc.guide.set.mutationOptions());
  const { queryKey } = trpc.guide.get.queryOptions();
  return {
    finally: () => set.mutate({ isHidden: true }),
    byHand: () => {
      set.mutate(
        { isHidden: true },
        {
          onSuccess() {
            client.setQueryData(queryKey, null);
            toast("The first steps are put away.", { description: "Your account menu brings them back." });
          },
          onError: (error) => toast.error(messageOf(error)),
        },
      );
    },
  };
}
