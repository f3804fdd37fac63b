import { useEffect, useRef, useState } from "react";
import { type DraftFile, readKept, writeKept } from "./draft-store";

/**
 * The draft of a conversation, kept in this browser until it is sent. `key` identifies the user and the conversation.
 */
export function useDraft(key: string) {
  const [initial] = useState(() => readKept(window.localStorage, key).draft);
  const [text, setText] = useState(initial.text);
  const [isNote, setNote] = useState(initial.isNote);
  const files = useRef<readonly DraftFile[]>(initial.files);
  useEffect(() => {
    writeKept(window.localStorage, key, { draft: { text, isNote, files: [...files.current] } });
  }, [key, text, isNote]);

  /** Stores the uploaded files of the draft. */
  function keepFiles(next: readonly DraftFile[]) {
    files.current = next;
    writeKept(window.localStorage, key, { draft: { text, isNote, files: [...next] } });
  }

  return { text, setText, isNote, setNote, initialFiles: initial.files, keepFiles };
}
