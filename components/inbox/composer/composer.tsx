"use client";

import { ArrowUp, Paperclip } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { isComposing } from "@/components/ui/is-composing";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { LONGEST_MESSAGE } from "@/server/inbox/schema";
import { ComposerFiles } from "./composer-files";
import type { UnsentMessage } from "./draft-store";
import type { useDraft } from "./use-draft";
import { readyFiles, type Uploads } from "./use-uploads";

const COUNT_FROM = LONGEST_MESSAGE - 500;

interface ComposerProps {
  draft: ReturnType<typeof useDraft>;
  uploads: Uploads;
  /** The customer's display name. */
  customer: string;
  onSend: (message: UnsentMessage) => void;
  /** Called on every key press. */
  onType: () => void;
}

/** The text box for a message to the customer or a note for colleagues. Enter sends, Shift+Enter adds a new line. */
export function Composer({ draft, uploads, customer, onSend, onType }: ComposerProps) {
  const { text, setText, isNote, setNote, keepFiles } = draft;
  useKeptFiles(uploads, keepFiles);
  const { canSend, areReady, send } = useSending({ draft, uploads, onSend });

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    send();
  }

  function onPaste(event: ClipboardEvent) {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0 || isNote) return;
    event.preventDefault();
    uploads.add(pasted);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="grid gap-2"
    >
      {!isNote && <ComposerFiles uploads={uploads} />}
      <div className="relative">
        <Textarea
          aria-label={isNote ? "Note for colleagues" : `Message to ${customer}`}
          placeholder={isNote ? "Only your colleagues see this" : "Write a message"}
          value={text}
          rows={1}
          onChange={(event) => {
            setText(event.target.value);
            onType();
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className={cn(
            "block max-h-48 min-h-12 resize-none py-2.75 pr-14 pl-3.5 text-16 md:text-14",
            isNote && "bg-warning-soft",
          )}
        />
        <IconButton
          label={isNote ? "Save note" : "Send"}
          type="submit"
          variant="primary"
          disabled={!canSend}
          className="absolute right-1.5 bottom-1.5 text-primary-foreground shadow-none hover:text-primary-foreground disabled:bg-secondary disabled:text-muted-foreground disabled:opacity-100"
        >
          <ArrowUp />
        </IconButton>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="flex items-center gap-3">
          <AttachButton disabled={isNote} onFiles={uploads.add} />
          <NoteSwitch isNote={isNote} onChange={setNote} />
        </div>
        <ComposerHint length={text.length} isUploading={!isNote && !areReady} />
      </div>
    </form>
  );
}

/** The message as it would be sent now, and a function that sends it and empties the box. */
function useSending({ draft, uploads, onSend }: Pick<ComposerProps, "draft" | "uploads" | "onSend">) {
  const { text, setText, isNote } = draft;
  const files = readyFiles(uploads.attachments);
  const areReady = files.length === uploads.attachments.length;
  const hasContent = text.trim() !== "" || (!isNote && files.length > 0);
  const canSend = hasContent && text.length <= LONGEST_MESSAGE && (isNote || areReady);

  function send() {
    if (!canSend) return;
    const at = new Date().toISOString();
    onSend({ clientMessageId: crypto.randomUUID(), text: text.trim(), files: isNote ? [] : files, at, isNote });
    setText("");
    if (!isNote) uploads.clear();
  }

  return { canSend, areReady, send };
}

function NoteSwitch({ isNote, onChange }: { isNote: boolean; onChange: (isNote: boolean) => void }) {
  const id = useId();
  return (
    <span className="flex items-center gap-2">
      <Switch id={id} checked={isNote} onCheckedChange={onChange} />
      <Label htmlFor={id}>Note</Label>
    </span>
  );
}

/** Keeps the uploaded files with the draft. */
function useKeptFiles({ attachments }: Uploads, keepFiles: ComposerProps["draft"]["keepFiles"]) {
  const keep = useRef(keepFiles);
  useEffect(() => {
    keep.current = keepFiles;
  });
  useEffect(() => keep.current(readyFiles(attachments)), [attachments]);
}

function AttachButton({ disabled, onFiles }: { disabled: boolean; onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton label="Add files" size="sm" disabled={disabled} onClick={() => input.current?.click()}>
        <Paperclip />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to add"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // Without this the same file cannot be chosen again.
          event.target.value = "";
        }}
      />
    </>
  );
}

function ComposerHint({ length, isUploading }: { length: number; isUploading: boolean }) {
  if (length > LONGEST_MESSAGE) {
    return (
      <output className="text-12 text-destructive-soft-foreground">
        {length - LONGEST_MESSAGE} characters too many
      </output>
    );
  }
  if (length > COUNT_FROM) {
    return <output className="text-12 text-muted-foreground">{LONGEST_MESSAGE - length} characters left</output>;
  }
  if (isUploading) {
    return (
      <output className="text-12 text-muted-foreground">You can send when every file is uploaded or removed</output>
    );
  }
  return (
    <span className="text-12 text-muted-foreground pointer-coarse:hidden">
      Enter to send, Shift+Enter for a new line
    </span>
  );
}
