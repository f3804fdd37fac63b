"use client";

import { Sparkles } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { excerpt } from "@/server/text/excerpt";
import type { TranslatedText } from "./language-types";
import { type Drafting, useDrafting } from "./use-drafting";

interface DraftMissingProps {
  botId: string;
  language: string;
  onDrafted: (drafts: ReadonlyMap<string, TranslatedText["translation"]>) => void;
}

/** Lets the bot's model translate what is missing, and shows how far it is. */
export function DraftMissing(props: DraftMissingProps) {
  const { state, start, cancel } = useDrafting(props);
  return (
    <div className="grid min-w-0 justify-items-start gap-2 sm:justify-items-end">
      {state.step === "working" ? (
        <div className="flex flex-wrap items-center gap-3">
          <output aria-live="polite" className="text-13 text-muted-foreground">
            {progressOf(state)}
          </output>
          <Button variant="outline" disabled={state.isStopping} onClick={cancel}>
            Cancel
          </Button>
        </div>
      ) : (
        <Button variant="outline" onClick={() => void start()}>
          <Sparkles /> Draft the missing ones
        </Button>
      )}
      {state.step === "ended" && <Outcome state={state} />}
    </div>
  );
}

function progressOf({ done, total, isStopping }: Extract<Drafting, { step: "working" }>): string {
  if (total === null) return isStopping ? "Stopping…" : "Drafting…";
  return `Drafted ${done} of ${total}${isStopping ? ". Stopping after the next ones" : ""}…`;
}

function Outcome({ state }: { state: Extract<Drafting, { step: "ended" }> }) {
  const { drafted, refused, failure } = state;
  if (failure !== null) {
    return (
      <Alert tone="danger" title={drafted === 0 ? "Nothing was drafted" : `Drafting stopped after ${textsOf(drafted)}`}>
        {failure}
      </Alert>
    );
  }
  if (refused.length === 0) {
    return <output className="text-13 text-muted-foreground">{summaryOf(drafted)}</output>;
  }
  return (
    <Alert tone="warning" title={`${summaryOf(drafted)} ${textsOf(refused.length)} without a usable draft`}>
      <ul className="grid gap-1.5">
        {refused.map(({ hash, text, reason }) => (
          <li key={hash}>
            “{excerpt(text, 80)}”: {reason}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function summaryOf(drafted: number): string {
  return drafted === 0 ? "Nothing was drafted." : `Drafted ${textsOf(drafted)}. Read and confirm them.`;
}

function textsOf(count: number): string {
  return count === 1 ? "1 text" : `${count} texts`;
}
