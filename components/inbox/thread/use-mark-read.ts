import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { InboxConversation } from "../inbox-types";

interface Reading {
  conversation: Pick<InboxConversation, "id" | "unread">;
  /** The sequence number of the newest message shown. */
  lastSeq: number;
  enabled: boolean;
}

/** Marks a conversation as read while it is visible; a background tab marks nothing. */
export function useMarkRead({ conversation: { id: conversationId, unread }, lastSeq, enabled }: Reading): void {
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.inbox.markRead.mutationOptions());
  useEffect(() => {
    if (!enabled || unread === 0 || lastSeq === 0) return undefined;
    const read = () => {
      if (document.visibilityState === "visible") mutate({ conversationId, seq: lastSeq });
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [conversationId, enabled, unread, lastSeq, mutate]);
}
