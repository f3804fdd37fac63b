"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { PlainText } from "@/components/chat/message-text";
import { LocalTime } from "@/components/ui/local-time";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import type { ThreadEntry } from "../inbox-types";
import { DeleteNoteButton } from "../thread/entries/note-entry";
import { useChangeOptions } from "../use-change-options";
import type { DetailsProps } from "./details-props";
import { DetailsSection } from "./details-section";

interface NotesSectionProps extends DetailsProps {
  entries: readonly ThreadEntry[];
  memberId: string;
}

/** Notes for colleagues; the customer and the bot never see them. */
export function NotesSection({ conversation, canOperate, entries, memberId }: NotesSectionProps) {
  const notes = entries.filter((entry) => entry.type === "note").toReversed();
  return (
    <DetailsSection title="Notes">
      {notes.length === 0 && (
        <p className="text-muted-foreground">
          No notes yet. Only your colleagues see them, never the customer or the bot.
        </p>
      )}
      {notes.length > 0 && (
        <ul aria-label="Notes" className="grid gap-2">
          {notes.map(({ id, author, text, createdAt }) => (
            <li
              key={id}
              className="flex items-start gap-2 rounded-lg bg-warning-soft px-3 py-2 text-warning-soft-foreground"
            >
              <div className="grid min-w-0 flex-1 gap-0.5">
                <p className="text-12 leading-5">
                  {author?.name ?? "Former member"} · <LocalTime at={createdAt} />
                </p>
                <PlainText text={text} />
              </div>
              {canOperate && author?.id === memberId && <DeleteNoteButton noteId={id} />}
            </li>
          ))}
        </ul>
      )}
      {canOperate && <AddNote conversationId={conversation.id} />}
    </DetailsSection>
  );
}

function AddNote({ conversationId }: { conversationId: string }) {
  const trpc = useTRPC();
  const [text, setText] = useState("");
  useUnsavedChanges(text.trim() !== "");
  // Stays the same across retries, so that a note is stored once.
  const [clientNoteId, setClientNoteId] = useState(() => crypto.randomUUID());
  const { onSuccess } = useChangeOptions(conversationId);
  const add = useMutation(
    trpc.inbox.addNote.mutationOptions({
      onSuccess: () => {
        setText("");
        setClientNoteId(crypto.randomUUID());
        return onSuccess();
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() !== "") add.mutate({ conversationId, text, clientNoteId });
  }
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Textarea
        aria-label="New note"
        placeholder="Write a note"
        rows={1}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="max-h-40 min-h-9 resize-none py-1.5"
      />
      {add.error && (
        <p role="alert" className="text-12 text-destructive-soft-foreground">
          {messageOf(add.error)}
        </p>
      )}
      {text.trim() !== "" && (
        <Button type="submit" size="sm" variant="outline" className="w-fit" pending={add.isPending}>
          Add note
        </Button>
      )}
    </form>
  );
}
