import type { RefObject } from "react";
import { openReferences } from "@/server/inbox/saved-replies/reply-template";
import { LONGEST_MESSAGE } from "@/server/inbox/schema";
import type { UnsentMessage } from "./draft-store";
import { selectPart } from "./replies/select-part";
import type { useDraft } from "./use-draft";
import { readyFiles, type Uploads } from "./use-uploads";

interface SendingOptions {
  box: RefObject<HTMLTextAreaElement | null>;
  draft: ReturnType<typeof useDraft>;
  uploads: Uploads;
  onSend: (message: UnsentMessage) => void;
}

/** The message as it would be sent now, and a function that sends it and empties the box. */
export function useSending({ box, draft, uploads, onSend }: SendingOptions) {
  const { text, setText, isNote } = draft;
  const files = readyFiles(uploads.attachments);
  const areReady = files.length === uploads.attachments.length;
  const hasContent = text.trim() !== "" || (!isNote && files.length > 0);
  const canSend = hasContent && text.length <= LONGEST_MESSAGE && (isNote || areReady);
  // A customer must never read a reference that had no value.
  const open = isNote ? [] : openReferences(text);

  function send() {
    if (!canSend) return;
    const [first] = open;
    if (first) {
      if (box.current) selectPart(box.current, first);
      return;
    }
    const at = new Date().toISOString();
    onSend({ clientMessageId: crypto.randomUUID(), text: text.trim(), files: isNote ? [] : files, at, isNote });
    setText("");
    if (!isNote) uploads.clear();
  }

  return { canSend, areReady, open, send };
}
