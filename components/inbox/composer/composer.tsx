"use client";

import { ArrowUp, Languages, MessageSquareText } from "lucide-react";
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
import { TranslationFailure } from "./translation/translation-failure";
import { TranslationReview } from "./translation/translation-review";
import { type Translating, useTranslating } from "./translation/use-translating";
import type { useDraft } from "./use-draft";
import { useSending } from "./use-sending";
import { readyFiles, type Uploads } from "./use-uploads";

interface ComposerProps {
  conversationId: string;
  draft: ReturnType<typeof useDraft>;
  uploads: Uploads;
  /** The customer's display name. */
  customer: string;
  /** Null if it is not known. */
  customerLanguage: string | null;
  /** The values of saved replies in this conversation. */
  replyValues: ReplyValues;
  onSend: (message: UnsentMessage) => void;
  /** Called with whether the user is writing to the customer: on every key press, and when the message is sent. */
  onType: (isTyping: boolean) => void;
}

/** The text box for a message to the customer or a note for colleagues. Enter sends, Shift+Enter adds a new line. */
export function Composer(props: ComposerProps) {
  const { conversationId, draft, uploads, customer, customerLanguage, replyValues, onSend, onType } = props;
  const { text, writtenText, setText, isNote, keepFiles } = draft;
  const box = useRef<HTMLTextAreaElement>(null);
  useKeptFiles(uploads, keepFiles);
  const translating = useTranslating({ box, conversationId, draft, customerLanguage });
  const { canSend, areReady, open, send } = useSending({ box, draft, uploads, translating, onSend });
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
      {writtenText !== null && <TranslationReview writtenText={writtenText} onTakeBack={translating.takeBack} />}
      <div className="relative">
        <ReplyPicker box={box} picker={picker} values={replyValues} />
        <Textarea
          {...picker.boxProps}
          ref={box}
          aria-label={isNote ? "Note for colleagues" : `Message to ${customer}`}
          placeholder={isNote ? "Only your colleagues see this" : "Write, or / for a saved reply"}
          value={text}
          rows={1}
          // The translation will take the place of this text.
          readOnly={translating.isPending}
          onChange={(event) => {
            setText(event.target.value);
            // The customer sees this sign, and a note is not for them.
            if (!isNote) onType(event.target.value !== "");
          }}
          aria-invalid={open.length > 0 || undefined}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className={cn(
            "block max-h-48 min-h-12 resize-none py-2.75 pr-14 pl-3.5 text-16 md:text-14",
            isNote && "bg-warning-soft",
          )}
        />
        <SendButton isNote={isNote} canSend={canSend} translating={translating} />
      </div>
      <OpenReferenceList
        references={open}
        onSelect={(reference) => {
          if (box.current) selectPart(box.current, reference);
        }}
      />
      {translating.failure !== null && <TranslationFailure reason={translating.failure} />}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <ComposerTools draft={draft} translating={translating} onFiles={uploads.add} onReplies={picker.begin} />
        <ComposerHint
          length={text.length}
          isUploading={!isNote && !areReady}
          enter={translating.isNext ? "translate" : "send"}
        />
      </div>
    </form>
  );
}

function sendLabel(isNote: boolean, { isNext, isPending, languageName }: Translating): string {
  if (isNote) return "Save note";
  if (isPending) return "Translating";
  return isNext ? `Translate to ${languageName}` : "Send";
}

interface SendButtonProps {
  isNote: boolean;
  canSend: boolean;
  translating: Translating;
}

function SendButton({ isNote, canSend, translating }: SendButtonProps) {
  return (
    <IconButton
      label={sendLabel(isNote, translating)}
      type="submit"
      variant="primary"
      disabled={!canSend && !translating.isPending}
      pending={translating.isPending}
      className="absolute right-1.5 bottom-1.5 text-primary-foreground shadow-none hover:text-primary-foreground disabled:bg-secondary disabled:text-muted-foreground disabled:opacity-100"
    >
      {translating.isNext ? <Languages /> : <ArrowUp />}
    </IconButton>
  );
}

interface ComposerToolsProps {
  draft: ComposerProps["draft"];
  translating: Translating;
  onFiles: (files: readonly File[]) => void;
  onReplies: () => void;
}

function ComposerTools({ draft, translating, onFiles, onReplies }: ComposerToolsProps) {
  const { isNote, setNote } = draft;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <AttachButton disabled={isNote} onFiles={onFiles} />
      <IconButton label="Saved replies" size="sm" disabled={translating.isPending} onClick={onReplies}>
        <MessageSquareText />
      </IconButton>
      <LabelledSwitch
        label="Note"
        checked={isNote}
        onChange={(next) => {
          translating.cancel();
          setNote(next);
        }}
      />
      {translating.languageName !== null && (
        <LabelledSwitch
          label={`Translate to ${translating.languageName} before sending`}
          checked={translating.isOn}
          onChange={translating.setOn}
        />
      )}
    </div>
  );
}

interface LabelledSwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function LabelledSwitch({ label, checked, onChange }: LabelledSwitchProps) {
  const id = useId();
  return (
    <span className="flex items-center gap-2">
      <Switch id={id} checked={checked} onCheckedChange={onChange} />
      <Label htmlFor={id}>{label}</Label>
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
