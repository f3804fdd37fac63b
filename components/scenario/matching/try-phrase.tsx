"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ScoreBars } from "@/components/trace/score-bars";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

const otherwise = { model: "The model would answer.", fallback: "Fallback would answer." } as const;

/** Tries what the draft would make of a message. */
export function TryPhrase({ botId }: { botId: string }) {
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const { mutate, data, error, isPending } = useMutation(trpc.scenario.tryPhrase.mutationOptions());
  const best = data?.candidates[0];
  return (
    <form
      className="grid min-w-0 gap-3 border-t pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") mutate({ botId, text });
      }}
    >
      <Field
        label="Try a message"
        hint="Only phrases are compared. Exact triggers, open menus and keywords come before them."
        error={error ? messageOf(error) : undefined}
      >
        <div className="flex gap-2">
          <Input dir="auto" value={text} maxLength={10_000} onChange={(event) => setText(event.target.value)} />
          <Button type="submit" variant="outline" pending={isPending}>
            Try
          </Button>
        </div>
      </Field>
      {data && (
        <output className="grid min-w-0 gap-2 text-13">
          <span className="font-medium">
            {data.outcome === "interaction" && best
              ? `${best.name} would answer.`
              : otherwise[data.outcome === "model" ? "model" : "fallback"]}
          </span>
          {data.candidates.length > 0 && data.threshold !== null ? (
            <ScoreBars candidates={data.candidates} threshold={data.threshold} />
          ) : (
            <span className="text-muted-foreground">No phrase has anything in common with it.</span>
          )}
        </output>
      )}
    </form>
  );
}
