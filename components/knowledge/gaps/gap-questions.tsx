"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useId, useState } from "react";
import { DisclosureButton } from "@/components/trace/disclosure-button";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { LocalTime } from "@/components/ui/local-time";
import { Skeleton } from "@/components/ui/skeleton";

/** How customers asked a question, each with its conversation. Loaded when it is opened. */
export function GapQuestions({ gapId }: { gapId: string }) {
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const region = useId();
  const asked = useQuery(trpc.knowledgeAnswers.gapQuestions.queryOptions({ gapId }, { enabled: isOpen }));
  return (
    <div className="grid min-w-0 gap-1.5 justify-items-start">
      <DisclosureButton open={isOpen} onToggle={() => setOpen(!isOpen)} controls={region} className="text-12">
        How it was asked
      </DisclosureButton>
      <div id={region} hidden={!isOpen} className="w-full min-w-0">
        {isOpen && asked.isPending && <Skeleton className="h-6 w-64" />}
        <ul className="grid gap-1">
          {(asked.data ?? []).map(({ question, conversationId, askedAt }) => (
            <li key={`${conversationId}-${askedAt}`} className="min-w-0 text-13 leading-5 text-muted-foreground">
              <Link
                href={`/inbox/${conversationId}`}
                dir="auto"
                className="wrap-anywhere underline-offset-2 hover:underline"
              >
                {question}
              </Link>{" "}
              · <LocalTime at={askedAt} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
