"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { focusFirstField } from "@/components/ui/focus-first-field";
import { LoadFailure } from "@/components/ui/load-failure";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { SourceFields } from "../forms/source-fields";
import type { Beginning } from "../forms/source-form-schema";
import { useSourceForm } from "../forms/use-source-form";
import type { Gap } from "./gap-types";
import { otherWordings } from "./other-wordings";

interface AnswerGapDialogProps {
  gap: Gap;
  onClose: () => void;
  onAnswered: () => void;
}

/** Writes the answer to an unanswered question: a direct question, or a text that the bot's model answers from. */
export function AnswerGapDialog({ gap, onClose, onAnswered }: AnswerGapDialogProps) {
  const trpc = useTRPC();
  const asked = useQuery(trpc.knowledgeAnswers.gapQuestions.queryOptions({ gapId: gap.id }));
  const { question } = gap;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent width="lg">
        <DialogHeader>
          <DialogTitle>Answer the question</DialogTitle>
          <DialogDescription dir="auto" className="wrap-anywhere">
            {question}
          </DialogDescription>
        </DialogHeader>
        {asked.isPending && <Skeleton className="h-64 rounded-xl" />}
        {asked.error && <LoadFailure error={asked.error} onRetry={() => void asked.refetch()} />}
        {asked.data && (
          <Tabs ref={focusFirstField} defaultValue="question">
            <TabsList>
              <TabsTrigger value="question">Direct answer</TabsTrigger>
              <TabsTrigger value="text">Text</TabsTrigger>
            </TabsList>
            <TabsContent value="question">
              <AnswerForm
                kind="question"
                gapId={gap.id}
                beginning={{ settings: { question, variants: otherWordings(question, asked.data) } }}
                onAnswered={onAnswered}
              />
            </TabsContent>
            <TabsContent value="text">
              <AnswerForm
                kind="text"
                gapId={gap.id}
                beginning={{ name: question.slice(0, 100) }}
                onAnswered={onAnswered}
              />
            </TabsContent>
          </Tabs>
        )}
      </DialogContent>
    </Dialog>
  );
}

interface AnswerFormProps {
  kind: "question" | "text";
  gapId: string;
  beginning: Beginning;
  onAnswered: () => void;
}

/** Adds a source of the kind and takes the question off the list. */
function AnswerForm({ kind, gapId, beginning, onAnswered }: AnswerFormProps) {
  const trpc = useTRPC();
  const change = useMutation(trpc.knowledgeAnswers.changeGap.mutationOptions());
  const onSaved = async (sourceId: string) => {
    await change.mutateAsync({ gapId, status: "answered", sourceId });
    onAnswered();
  };
  const { form, submit, isBusy } = useSourceForm(kind, null, onSaved, beginning);
  return (
    <form onSubmit={submit} noValidate className="grid min-w-0 gap-5 pt-2">
      <SourceFields kind={kind} form={form} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isBusy}>
          Save answer
        </Button>
      </DialogFooter>
    </form>
  );
}
