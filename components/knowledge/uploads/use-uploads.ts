"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { fileFault, uploadFile } from "./upload-file";

/** A file on its way into the knowledge base. It leaves the list when its source exists. */
export interface Upload {
  key: number;
  file: File;
  isReviewed: boolean;
  state: { is: "waiting" } | { is: "sending"; share: number } | { is: "failed"; message: string; canRetry: boolean };
}

/** Each file is up to 50 MB, so a few at a time use the whole line. */
const AT_ONE_TIME = 2;

/** Uploads files a few at a time. Those that fail stay in the list with the reason. */
export function useUploads() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [items, setItems] = useState<Upload[]>([]);
  const queue = useRef<Upload[]>([]);
  const running = useRef(new Map<number, AbortController>());
  const nextKey = useRef(0);
  useEffect(() => {
    const uploads = running.current;
    return () => uploads.forEach((upload) => upload.abort());
  }, []);
  useUnsavedChanges(items.some(({ state }) => state.is !== "failed"));

  function setState(key: number, state: Upload["state"]) {
    setItems((known) => known.map((one) => (one.key === key ? { ...one, state } : one)));
  }

  function dismiss(key: number) {
    setItems((known) => known.filter((one) => one.key !== key));
  }

  async function send({ key, file, isReviewed }: Upload) {
    const upload = new AbortController();
    running.current.set(key, upload);
    setState(key, { is: "sending", share: 0 });
    const onProgress = (share: number) => setState(key, { is: "sending", share });
    const result = await uploadFile(file, { isReviewed, onProgress, signal: upload.signal });
    running.current.delete(key);
    if (result.ok) {
      await queries.invalidateQueries(trpc.knowledge.list.queryFilter());
      dismiss(key);
    } else setState(key, { is: "failed", message: result.message, canRetry: true });
    sendNext();
  }

  function sendNext() {
    while (running.current.size < AT_ONE_TIME) {
      const next = queue.current.shift();
      if (!next) return;
      void send(next);
    }
  }

  function add(files: readonly File[], isReviewed: boolean) {
    const added = files.map((file): Upload => {
      const message = fileFault(file);
      const state = message === null ? { is: "waiting" as const } : { is: "failed" as const, message, canRetry: false };
      return { key: (nextKey.current += 1), file, isReviewed, state };
    });
    setItems((known) => [...known, ...added]);
    queue.current.push(...added.filter(({ state }) => state.is === "waiting"));
    sendNext();
  }

  function retry(upload: Upload) {
    setState(upload.key, { is: "waiting" });
    queue.current.push(upload);
    sendNext();
  }

  return { items, add, dismiss, retry };
}
