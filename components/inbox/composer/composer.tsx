"use client";

import { ArrowUp, MessageSquareText } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { isComposing } from "@/components/ui/is-composing";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import type { ReplyValues } from "@/server/inbox/saved-replies/reply-template";
import { AttachButton } from "./attach-button";
import { ComposerFiles } from "./composer-files";
import { ComposerHint } from "./composer-hint";
import type { UnsentMessage } from "./draft-store";
import { OpenReferenceList } from "./replies/open-reference-list";
import { ReplyPicker } from "./replies/reply-picker";
import { selectPart } from "./replies/select-part";
import { useReplyPicker } from "./replies/use-reply-picker";
import type { useDraft } from "./use-draft";
import { useSending } from "./use-sending";
import { readyFiles, type Uploads } from "./use-uploads";

interface ComposerProps {
  draft: ReturnType<typeof useDraft>;
  uploads: Uploads;
  /** The customer's display name. */
  customer: string;
  /** The values of saved replies in this conversation. */
  replyValues: ReplyValues;
  onSend: (message: UnsentMessage) => void;
  /** Called on every key press. */
  onType: () => void;
}

/** The text box for a message to the customer or a note for colleagues. Enter sends, Shift+Enter adds a new line. */
export function Composer({ draft, uploads, customer, replyValues, onSend, onType }: ComposerProps) {
  const { text, setText, isNote, setNote, keepFiles } = draft;
  const box = useRef<HTMLTextAreaElement>(null);
  useKeptFiles(uploads, keepFiles);
  const { canSend, areReady, open, send } = useSending({ box, draft, uploads, onSend });
  const picker = useReplyPicker({ box, text, values: replyValues });

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (picker.onKeyDown(event)) return;
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
      className="grid grid-cols-1 gap-2"
    >
      {!isNote && <ComposerFiles uploads={uploads} />}
      <div className="relative">
        <ReplyPicker box={box} picker={picker} values={replyValues} />
        <Textarea
          {...picker.boxProps}
          ref={box}
          aria-label={isNote ? "Note for colleagues" : `Message to ${customer}`}
          placeholder={isNote ? "Only your colleagues see this" : "Write, or / for a saved reply"}
          value={text}
          rows={1}
          onChange={(event) => {
            setText(event.target.value);
            onType();
          }}
          aria-invalid={open.length > 0 || undefined}
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
      <OpenReferenceList
        references={open}
        onSelect={(reference) => {
          if (box.current) selectPart(box.current, reference);
        }}
      />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="flex items-center gap-3">
          <AttachButton disabled={isNote} onFiles={uploads.add} />
          <IconButton label="Saved replies" size="sm" onClick={picker.begin}>
            <MessageSquareText />
          </IconButton>
          <NoteSwitch isNote={isNote} onChange={setNote} />
        </div>
        <ComposerHint length={text.length} isUploading={!isNote && !areReady} />
      </div>
    </form>
  );
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
