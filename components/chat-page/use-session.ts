"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { failureText } from "@/components/chat/error-answer";
import { type ChatSession, openSession } from "./chat-session";

/** A chat's session, opened when the page starts; `open` opens it again as the same visitor. */
export function useSession(channel: string) {
  const [session, setSession] = useState<ChatSession | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  /** The token in use. Without storage, only this page has it. */
  const token = useRef<string | null>(null);

  const open = useCallback(async () => {
    try {
      const opened = await openSession(channel, token.current);
      token.current = opened.token;
      setSession(opened);
      setFailure(null);
    } catch (error) {
      setFailure(failureText(error));
    }
  }, [channel]);

  useEffect(() => {
    void open();
  }, [open]);

  return { session, failure, open };
}
