import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { MOST_FILES } from "@/server/inbox/schema";
import type { DraftFile } from "./draft-store";
import { fileFault, uploadFile } from "./upload-file";

/** A file of the next message. */
export interface Attachment {
  key: string;
  name: string;
  sizeBytes: number;
  state: { is: "uploading"; share: number } | { is: "ready"; fileId: string } | { is: "failed"; message: string };
  /** Null if it was uploaded before the page was loaded. */
  file: File | null;
}

/** Uploads files as soon as they are chosen. Failed uploads stay in the list and can be retried. */
export function useUploads(initial: readonly DraftFile[]) {
  const [attachments, setAttachments] = useState<Attachment[]>(() => initial.map(toAttachment));
  const running = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const uploads = running.current;
    return () => uploads.forEach((upload) => upload.abort());
  }, []);

  function setState(key: string, state: Attachment["state"]) {
    setAttachments((known) => known.map((one) => (one.key === key ? { ...one, state } : one)));
  }

  async function start(key: string, file: File) {
    const upload = new AbortController();
    running.current.set(key, upload);
    setState(key, { is: "uploading", share: 0 });
    const onProgress = (share: number) => setState(key, { is: "uploading", share });
    const result = await uploadFile(file, { onProgress, signal: upload.signal });
    running.current.delete(key);
    setState(key, result.ok ? { is: "ready", fileId: result.fileId } : { is: "failed", message: result.message });
  }

  function add(files: readonly File[]) {
    const room = MOST_FILES - attachments.length;
    if (files.length > room) toast.error(`A message can have at most ${MOST_FILES} files.`);
    const added = files.slice(0, Math.max(0, room)).flatMap((file) => {
      const fault = fileFault(file);
      if (fault === null) return [{ key: crypto.randomUUID(), file }];
      toast.error(fault);
      return [];
    });
    setAttachments((known) => [
      ...known,
      ...added.map(({ key, file }): Attachment => {
        return { key, name: file.name, sizeBytes: file.size, state: { is: "uploading", share: 0 }, file };
      }),
    ]);
    added.forEach(({ key, file }) => void start(key, file));
  }

  function remove(key: string) {
    running.current.get(key)?.abort();
    running.current.delete(key);
    setAttachments((known) => known.filter((one) => one.key !== key));
  }

  function retry(key: string) {
    const file = attachments.find((one) => one.key === key)?.file;
    if (file) void start(key, file);
  }

  return { attachments, add, remove, retry, clear: () => setAttachments([]) };
}

export type Uploads = ReturnType<typeof useUploads>;

/** The uploaded attachments, as a message takes them. */
export function readyFiles(attachments: readonly Attachment[]): DraftFile[] {
  return attachments.flatMap(({ name, sizeBytes, state }) =>
    state.is === "ready" ? [{ fileId: state.fileId, name, sizeBytes }] : [],
  );
}

function toAttachment({ fileId, name, sizeBytes }: DraftFile): Attachment {
  return { key: fileId, name, sizeBytes, state: { is: "ready", fileId }, file: null };
}
