"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Badge } from "@/components/ui/badge";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { KnowledgeChunk } from "../knowledge-types";
import { ChunkForm } from "./chunk-form";

/** A part of a text as bots read it; members can correct or delete it. */
export function ChunkItem({ chunk, canEdit }: { chunk: KnowledgeChunk; canEdit: boolean }) {
  const [isEditing, setEditing] = useState(false);
  return (
    <li className="grid min-w-0 gap-2 rounded-xl border bg-card px-4 py-3 shadow-raised">
      <div className="flex min-h-8 items-start justify-between gap-3">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 pt-1.5 text-12 leading-5 text-muted-foreground">
          <span className="wrap-anywhere">{chunk.headings.filter(Boolean).join(" › ")}</span>
          {chunk.page !== null && <Badge>Page {chunk.page}</Badge>}
          {chunk.isEdited && <Badge tone="info">Edited</Badge>}
        </p>
        {canEdit && !isEditing && <ItemButtons chunk={chunk} onEdit={() => setEditing(true)} />}
      </div>
      {isEditing ? (
        <ChunkForm chunk={chunk} onClose={() => setEditing(false)} />
      ) : (
        <p dir="auto" className="text-14 leading-6 whitespace-pre-wrap wrap-anywhere">
          {chunk.text}
        </p>
      )}
    </li>
  );
}

function ItemButtons({ chunk, onEdit }: { chunk: KnowledgeChunk; onEdit: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(trpc.knowledge.deleteChunk.mutationOptions());
  const number = chunk.position + 1;

  async function confirm() {
    await remove.mutateAsync({ chunkId: chunk.id });
    await queries.invalidateQueries(trpc.knowledge.pathFilter());
  }

  return (
    <span className="flex shrink-0">
      <IconButton label={`Edit part ${number}`} tooltip={false} size="sm" onClick={onEdit}>
        <Pencil />
      </IconButton>
      <ConfirmDialog
        trigger={
          <IconButton label={`Delete part ${number}`} tooltip={false} size="sm">
            <Trash2 />
          </IconButton>
        }
        danger
        title={`Delete part ${number}?`}
        description="Bots no longer answer from it. It comes back only if its text changes at the source."
        confirmLabel="Delete part"
        onConfirm={confirm}
      />
    </span>
  );
}
