import type { RefObject } from "react";
import { openReferences } from "@/server/inbox/saved-replies/reply-template";
import { LONGEST_MESSAGE } from "@/server/inbox/schema";
import type { UnsentMessage } from "./draft-store";
import { selectPart } from "./replies/select-part";
import { nextDraft } from "./translation/draft-translation";
import type { Translating } from "./translation/use-translating";
import type { useDraft } from "./use-draft";
import { readyFiles, type Uploads } from "./use-uploads";

interface SendingOptions {
  box: RefObject<HTMLTextAreaElement | null>;
  draft: ReturnType<typeof useDraft>;
  uploads: Uploads;
  translating: Translating;
  onSend: (message: UnsentMessage) => void;
}

/**
 * The message as it would be sent now, and a function that sends it and empties the box. A message that is to be
 * translated is translated first, and sent the next time.
 */
export function useSending({ box, draft, uploads, translating, onSend }: SendingOptions) {
  const { text, writtenText, isNote, change } = draft;
  const files = readyFiles(uploads.attachments);
  const areReady = files.length === uploads.attachments.length;
  const hasContent = text.trim() !== "" || (!isNote && files.length > 0);
  const canSend = hasContent && text.length <= LONGEST_MESSAGE && (isNote || areReady) && !translating.isPending;
  // A customer must never read a reference that had no value.
  const open = isNote ? [] : openReferences(text);

  function send() {
    if (!canSend) return;
    const [first] = open;
    if (first) {
      if (box.current) selectPart(box.current, first);
      return;
    }
    if (translating.isNext) {
      translating.translate();
      return;
    }
    const at = new Date().toISOString();
    const clientMessageId = crypto.randomUUID();
    onSend({ clientMessageId, text: text.trim(), writtenText, files: isNote ? [] : files, at, isNote });
    change(nextDraft);
    if (!isNote) uploads.clear();
  }

  return { canSend, areReady, open, send };
}
