import type { inferRouterOutputs } from "@trpc/server";
import { MessageSources } from "@/components/conversations/message-sources";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { AppRouter } from "@/server/trpc/root";
import { AddAnswer } from "./add-answer";
import { HitList } from "./hit-list";

interface TriedAnswerProps {
  /** The bot that was asked. */
  botId: string;
  tried: inferRouterOutputs<AppRouter>["knowledgeAnswers"]["tryQuestion"];
}

const outcomes = {
  direct: { tone: "success", text: "Answered as written by a direct question, without a model." },
  passages: { tone: "success", text: "The bot’s model gets these passages." },
  nothing: { tone: "warning", text: "Nothing fits. The bot does what its setting says for this." },
} as const;

/** What the bot would say to a question that was tried, and what was found for it. */
export function TriedAnswer({ botId, tried: { answer, failure, citations, search } }: TriedAnswerProps) {
  return (
    <>
      <Card className="grid min-w-0 gap-2 p-5">
        <h2 className="text-14 font-semibold">What the bot would say</h2>
        <p dir="auto" className="text-14 leading-6 wrap-anywhere whitespace-pre-wrap">
          {answer}
        </p>
        {failure !== null && <p className="text-13 text-destructive-soft-foreground">{failure}</p>}
        {citations.length > 0 && <MessageSources citations={citations} />}
      </Card>
      {search ? (
        <section aria-label="What was found" className="grid min-w-0 gap-3">
          <p className="flex flex-wrap items-center gap-2 text-14">
            <Badge tone={outcomes[search.outcome].tone}>{search.durationMs} ms</Badge>
            {outcomes[search.outcome].text}
          </p>
          {search.outcome === "nothing" && <AddAnswer key={search.question} botId={botId} question={search.question} />}
          <HitList search={search} />
        </section>
      ) : (
        <p className="text-14 text-muted-foreground">
          This bot does not use the knowledge base. Switch it on in the bot’s behaviour.
        </p>
      )}
    </>
  );
}
