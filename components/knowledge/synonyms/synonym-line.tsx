"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Badge } from "@/components/ui/badge";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { SynonymGroup } from "../knowledge-types";
import { SynonymDialog } from "./synonym-dialog";

/** A group of words that mean the same. */
export function SynonymLine({ group, canEdit }: { group: SynonymGroup; canEdit: boolean }) {
  return (
    <li className="flex items-start gap-3 px-4 py-3 sm:px-5">
      <ul aria-label="Words that mean the same" className="flex min-w-0 flex-1 flex-wrap gap-1.5">
        {group.words.map((word) => (
          <li key={word} className="max-w-full">
            <Badge className="max-w-full whitespace-normal wrap-anywhere">
              <bdi>{word}</bdi>
            </Badge>
          </li>
        ))}
      </ul>
      {canEdit && <LineButtons group={group} />}
    </li>
  );
}

function LineButtons({ group }: { group: SynonymGroup }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const remove = useMutation(trpc.knowledge.deleteSynonyms.mutationOptions());
  const [first = ""] = group.words;

  async function confirm() {
    await remove.mutateAsync({ synonymsId: group.id });
    await queries.invalidateQueries(trpc.knowledge.synonyms.queryFilter());
  }

  return (
    <span className="-my-1 flex shrink-0">
      <SynonymDialog
        group={group}
        open={isEditing}
        onOpenChange={setEditing}
        trigger={
          <IconButton label={`Edit the synonyms of ${first}`} tooltip={false} size="sm">
            <Pencil />
          </IconButton>
        }
      />
      <ConfirmDialog
        trigger={
          <IconButton label={`Delete the synonyms of ${first}`} tooltip={false} size="sm">
            <Trash2 />
          </IconButton>
        }
        danger
        title={`Delete the synonyms of ${first}?`}
        description="Questions then find only texts with their own words."
        confirmLabel="Delete synonyms"
        onConfirm={confirm}
      />
    </span>
  );
}
