import { useEffect, useRef, useState } from "react";
import { type DraftFile, readKept, writeKept } from "./draft-store";

/** What is typed for a conversation, kept in this browser until it is sent; `key` says whose and which it is. */
export function useDraft(key: string) {
  const [initial] = useState(() => readKept(window.localStorage, key).draft);
  const [text, setText] = useState(initial.text);
  const [isNote, setNote] = useState(initial.isNote);
  const files = useRef<readonly DraftFile[]>(initial.files);
  useEffect(() => {
    writeKept(window.localStorage, key, { draft: { text, isNote, files: [...files.current] } });
  }, [key, text, isNote]);

  /** Files that have been uploaded and go with the message. */
  function keepFiles(next: readonly DraftFile[]) {
    files.current = next;
    writeKept(window.localStorage, key, { draft: { text, isNote, files: [...next] } });
  }

  return { text, setText, isNote, setNote, initialFiles: initial.files, keepFiles };
}
