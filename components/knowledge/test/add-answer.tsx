"use client";

import Link from "next/link";
import { useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { clip } from "@/server/text/excerpt";
import { SourceDialog } from "../forms/source-dialog";
import { sourceKindViews } from "../source-kinds";

/** The limits of a direct question and of a source's name. */
const LONGEST_QUESTION = 500;
const LONGEST_NAME = 100;

/** Adds what a question that found nothing needs: a direct question, or a text that the bot's model answers from. */
export function AddAnswer({ botId, question }: { botId: string; question: string }) {
  const [kind, setKind] = useState<"question" | "text" | null>(null);
  const [addedId, setAddedId] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const { icon: QuestionIcon } = sourceKindViews.question;
  const { icon: TextIcon } = sourceKindViews.text;
  const beginning =
    kind === "question"
      ? { settings: { question: clip(question, LONGEST_QUESTION) } }
      : { name: clip(question, LONGEST_NAME) };
  return (
    <div className="grid min-w-0 gap-3">
      <div className="flex flex-wrap gap-2">
        <Button
          variant="outline"
          onClick={({ currentTarget }) => {
            opener.current = currentTarget;
            setKind("question");
          }}
        >
          <QuestionIcon aria-hidden /> Write a direct question
        </Button>
        <Button
          variant="outline"
          onClick={({ currentTarget }) => {
            opener.current = currentTarget;
            setKind("text");
          }}
        >
          <TextIcon aria-hidden /> Add text
        </Button>
      </div>
      {addedId !== null && (
        <Alert
          tone="success"
          title="Added"
          action={
            <Link href={`/knowledge/${addedId}`} className="rounded-sm underline underline-offset-2 focus-ring">
              Open it
            </Link>
          }
        >
          It is read in a moment; then ask again. A bot that uses chosen sources only must be given it in its{" "}
          <Link href={`/bots/${botId}/settings`} className="rounded-sm underline underline-offset-2 focus-ring">
            behaviour
          </Link>
          .
        </Alert>
      )}
      {kind !== null && (
        <SourceDialog
          key={kind}
          kind={kind}
          source={null}
          beginning={beginning}
          onClose={() => setKind(null)}
          onSaved={setAddedId}
          returnFocusTo={() => opener.current}
        />
      )}
    </div>
  );
}
