"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { MessageSources } from "@/components/conversations/message-sources";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { isComposing } from "@/components/ui/is-composing";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { HitList } from "./hit-list";

interface TestBoxProps {
  bots: readonly { id: string; name: string }[];
}

const outcomes = {
  direct: { tone: "success", text: "Answered as written by a direct question, without a model." },
  passages: { tone: "success", text: "The bot’s model gets these passages." },
  nothing: { tone: "warning", text: "Nothing fits. The bot does what its setting says for this." },
} as const;

/** Asks the knowledge base as a customer would, and shows what was found and what the bot would say. */
export function TestBox({ bots }: TestBoxProps) {
  const trpc = useTRPC();
  const [botId, setBotId] = useState(bots[0]?.id ?? "");
  const [question, setQuestion] = useState("");
  const { mutate, data, error, isPending } = useMutation(trpc.knowledgeAnswers.tryQuestion.mutationOptions());
  const ask = () => {
    if (question.trim() !== "") mutate({ botId, question });
  };
  return (
    <div className="grid min-w-0 gap-6">
      <form
        className="grid min-w-0 gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <Field label="Bot" hint="Its draft answers, from the sources that it may use and without its actions.">
          <Select value={botId} onValueChange={setBotId}>
            <SelectTrigger className="w-full sm:w-72">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {bots.map(({ id, name }) => (
                <SelectItem key={id} value={id}>
                  {name}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
        <Field label="Question" error={error ? messageOf(error) : undefined}>
          <Textarea
            dir="auto"
            rows={2}
            value={question}
            maxLength={2000}
            placeholder="Ask what a customer would ask"
            onChange={(event) => setQuestion(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
              event.preventDefault();
              ask();
            }}
          />
        </Field>
        <Button type="submit" pending={isPending} className="w-fit">
          Ask
        </Button>
      </form>
      <output className="grid min-w-0 gap-6">
        {data && (
          <>
            <Card className="grid min-w-0 gap-2 p-5">
              <h2 className="text-14 font-semibold">What the bot would say</h2>
              <p dir="auto" className="text-14 leading-6 wrap-anywhere whitespace-pre-wrap">
                {data.answer}
              </p>
              {data.failure !== null && <p className="text-13 text-destructive-soft-foreground">{data.failure}</p>}
              {data.citations.length > 0 && <MessageSources citations={data.citations} />}
            </Card>
            {data.search ? (
              <section aria-label="What was found" className="grid min-w-0 gap-3">
                <p className="flex flex-wrap items-center gap-2 text-14">
                  <Badge tone={outcomes[data.search.outcome].tone}>{data.search.durationMs} ms</Badge>
                  {outcomes[data.search.outcome].text}
                </p>
                <HitList hits={data.search.hits} note={data.search.note} />
              </section>
            ) : (
              <p className="text-14 text-muted-foreground">
                This bot does not use the knowledge base. Switch it on in the bot’s behaviour.
              </p>
            )}
          </>
        )}
      </output>
    </div>
  );
}
