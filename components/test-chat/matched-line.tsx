"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ScoreBars } from "@/components/trace/score-bars";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SearchableSelect } from "@/components/ui/searchable-select";
import { useCorrectMatch } from "./use-correct-match";

interface MatchedLineProps {
  botId: string;
  turnId: string;
  /** The customer's message. */
  text: string;
}

/** Which interaction a message matched by its phrases, with scores, and a way to say that it should be another one. */
export function MatchedLine({ botId, turnId, text }: MatchedLineProps) {
  const trpc = useTRPC();
  const turn = useQuery(trpc.conversations.turn.queryOptions({ turnId }));
  const [isOpen, setOpen] = useState(false);
  const ranked = turn.data?.trace.find((entry) => entry.kind === "scenario" && (entry.candidates?.length ?? 0) > 0);
  if (ranked?.kind !== "scenario" || !ranked.candidates || ranked.threshold === undefined) return null;
  const { candidates, threshold, how } = ranked;
  const [best, ...others] = candidates;
  if (!best) return null;
  return (
    <div className="-mt-1 grid min-w-0 gap-2 text-13 leading-5">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 text-muted-foreground">
        <span className="min-w-0 wrap-anywhere tabular-nums">
          {how === "phrase" ? "Matched" : "Nothing matched; closest:"} <bdi>{best.name}</bdi> {best.score.toFixed(2)}
          {others.slice(0, 2).map(({ interactionId, name, score }) => (
            <span key={interactionId}>
              {" · "}
              <bdi>{name}</bdi> {score.toFixed(2)}
            </span>
          ))}
        </span>
        {text !== "" && (
          <Button variant="link" className="text-13" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            This was wrong
          </Button>
        )}
      </div>
      {isOpen && (
        <div className="grid min-w-0 gap-3 rounded-xl border bg-card p-3.5 shadow-raised">
          <ScoreBars candidates={candidates} threshold={threshold} />
          <CorrectMatch botId={botId} text={text} onDone={() => setOpen(false)} />
        </div>
      )}
    </div>
  );
}

/** Chooses the right interaction, which gets the message as a phrase. */
function CorrectMatch({ botId, text, onDone }: { botId: string; text: string; onDone: () => void }) {
  const { options, correct, isPending, error } = useCorrectMatch(botId, text, onDone);
  return (
    <Field
      label="The right interaction"
      hint="It gets this message as a phrase. The bot learns it with the next message of this chat."
      error={error}
    >
      <SearchableSelect
        value=""
        shown={isPending ? "Adding the phrase…" : "Choose an interaction"}
        searchLabel="Search interactions"
        disabled={isPending}
        options={() => options}
        onValueChange={correct}
      />
    </Field>
  );
}
