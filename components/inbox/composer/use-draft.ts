import { useEffect, useRef, useState } from "react";
import { type DraftFile, readKept, writeKept } from "./draft-store";
import { asNote, type Typed } from "./translation/draft-translation";

/**
 * The draft of a conversation, kept in this browser until it is sent. `key` identifies the user and the conversation.
 */
export function useDraft(key: string) {
  const [{ files: initialFiles, ...initial }] = useState(() => readKept(window.localStorage, key).draft);
  const [typed, change] = useState<Typed>(initial);
  const files = useRef<readonly DraftFile[]>(initialFiles);
  useEffect(() => {
    writeKept(window.localStorage, key, { draft: { ...typed, files: [...files.current] } });
  }, [key, typed]);

  /** Stores the uploaded files of the draft. */
  function keepFiles(next: readonly DraftFile[]) {
    files.current = next;
    writeKept(window.localStorage, key, { draft: { ...typed, files: [...next] } });
  }

  return {
    ...typed,
    change,
    setText: (text: string) => change((before) => ({ ...before, text })),
    setNote: (isNote: boolean) => change((before) => asNote(before, isNote)),
    initialFiles,
    keepFiles,
  };
}
