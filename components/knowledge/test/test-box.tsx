"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { isComposing } from "@/components/ui/is-composing";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { TriedAnswer } from "./tried-answer";

interface TestBoxProps {
  bots: readonly { id: string; name: string }[];
}

/** Asks the knowledge base as a customer would, and shows what was found and what the bot would say. */
export function TestBox({ bots }: TestBoxProps) {
  const trpc = useTRPC();
  const [botId, setBotId] = useState(bots[0]?.id ?? "");
  const [question, setQuestion] = useState("");
  const { mutate, data, variables, error, isPending } = useMutation(
    trpc.knowledgeAnswers.tryQuestion.mutationOptions(),
  );
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
        {/* With the bot that was asked: the field may have been changed since. */}
        {data && variables && <TriedAnswer botId={variables.botId} tried={data} />}
      </output>
    </div>
  );
}
