"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { StickyNote, Trash2 } from "lucide-react";
import { PlainText } from "@/components/chat/message-text";
import { LocalTime } from "@/components/ui/local-time";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { ThreadNote } from "../../inbox-types";

/** A note for colleagues, shown between the messages. */
export function NoteEntry({ note, isMine }: { note: ThreadNote; isMine: boolean }) {
  return (
    <div className="flex items-start gap-3 rounded-xl border border-warning/35 bg-warning-soft px-3.5 py-2.5 text-14 leading-6 text-warning-soft-foreground">
      <StickyNote aria-hidden className="mt-1 size-4 shrink-0" />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2 text-12 leading-5 font-medium">
          Note by {note.author?.name ?? "a former member"}
          <span className="font-normal">
            <LocalTime at={note.createdAt} />
          </span>
        </p>
        <PlainText text={note.text} />
      </div>
      {isMine && <DeleteNoteButton noteId={note.id} />}
    </div>
  );
}

/** Deletes the user's own note after a confirmation. */
export function DeleteNoteButton({ noteId }: { noteId: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(trpc.inbox.deleteNote.mutationOptions());
  async function confirm() {
    await remove.mutateAsync({ noteId });
    await queryClient.invalidateQueries(trpc.inbox.thread.pathFilter());
  }
  return (
    <ConfirmDialog
      trigger={
        <IconButton label="Delete note" size="sm" className="-my-0.5 text-current">
          <Trash2 />
        </IconButton>
      }
      title="Delete this note?"
      description="It is deleted for everyone. This cannot be undone."
      confirmLabel="Delete note"
      danger
      onConfirm={confirm}
    />
  );
}
