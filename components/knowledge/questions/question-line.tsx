"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { IconButton } from "@/components/ui/icon-button";
import { Switch } from "@/components/ui/switch";
import { DeleteSourceButton } from "../delete-source-button";
import { SourceDialog } from "../forms/source-dialog";
import { countText, type QuestionRow, type Source, type SourceUses } from "../knowledge-types";
import { SourceState } from "../source-state";
import { SourceUse } from "../source-use";
import { useSwitchSource } from "../use-switch-source";

interface QuestionLineProps {
  row: QuestionRow;
  use: SourceUses[string] | undefined;
  canEdit: boolean;
}

/** A direct question with the beginning of its answer. */
export function QuestionLine({ row, use, canEdit }: QuestionLineProps) {
  const { id, question, answer, variants, status, error } = row;
  const { shown, change } = useSwitchSource(id, row.isEnabled);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3.5 sm:flex-nowrap sm:px-5">
      <div className="grid min-w-0 flex-[1_1_14rem] gap-1">
        <p className="flex min-w-0 flex-wrap items-center gap-2">
          <span dir="auto" className="min-w-0 text-14 font-semibold wrap-anywhere">
            {question}
          </span>
          {status !== "ready" && <SourceState status={status} />}
        </p>
        <p
          dir="auto"
          className="line-clamp-2 text-13 leading-5 whitespace-pre-line text-muted-foreground wrap-anywhere"
        >
          {answer}
        </p>
        {error && <p className="text-13 leading-5 text-destructive-soft-foreground wrap-anywhere">{error}</p>}
        <p className="text-12 text-muted-foreground tabular-nums">
          {variants > 0 && `${countText(variants, "variant")} · `}
          <SourceUse use={use} createdAt={row.createdAt} />
        </p>
      </div>
      <span className="flex shrink-0 items-center gap-1">
        {canEdit && (
          <>
            <EditButton row={row} />
            <DeleteSourceButton source={{ id, name: question }} what="question" size="sm" />
          </>
        )}
        <Switch
          aria-label={`Use “${question}” in answers`}
          checked={shown}
          disabled={!canEdit}
          onCheckedChange={(wanted) => void change(wanted)}
          className="ml-2"
        />
      </span>
    </li>
  );
}

/** Loads the question with its whole answer, and opens its form. */
function EditButton({ row: { id, question } }: { row: QuestionRow }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [source, setSource] = useState<Source | null>(null);
  const [isLoading, setLoading] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  async function open() {
    setLoading(true);
    try {
      setSource(await queries.fetchQuery(trpc.knowledge.get.queryOptions({ sourceId: id }, { staleTime: 0 })));
    } catch (error) {
      toast.error(messageOf(error));
    } finally {
      setLoading(false);
    }
  }

  return (
    <>
      <IconButton ref={button} label={`Edit ${question}`} tooltip={false} size="sm" pending={isLoading} onClick={open}>
        {!isLoading && <Pencil />}
      </IconButton>
      {source && (
        <SourceDialog
          kind="question"
          source={source}
          onClose={() => setSource(null)}
          returnFocusTo={() => button.current}
        />
      )}
    </>
  );
}
