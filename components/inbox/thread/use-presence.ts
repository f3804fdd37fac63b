import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";

/** Shorter than the server's timeout for a viewer. */
const SIGN_OF_LIFE_MS = 8000;
/** Shorter than the time for which customers see that someone is writing. */
const SIGN_OF_TYPING_MS = 4000;
/** Without a key press for this long, the user counts as no longer typing. */
const TYPING_MS = 5000;

/**
 * Reports to colleagues that this conversation is open, and to them and the customer whether the user is typing. Call the result with
 * true on every key press, and with false as soon as the user has nothing more to send.
 */
export function usePresence(conversationId: string): (isTyping: boolean) => void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isTyping, setTyping] = useState(false);
  const { mutate } = useMutation(
    trpc.inbox.view.mutationOptions({
      onSuccess: ({ viewers }) =>
        queryClient.setQueryData(
          trpc.inbox.get.queryKey({ conversationId }),
          (known) => known && { ...known, viewers },
        ),
    }),
  );

  useEffect(() => {
    // A background tab is not viewing.
    const report = () => document.visibilityState === "visible" && mutate({ conversationId, isTyping });
    report();
    const timer = setInterval(report, isTyping ? SIGN_OF_TYPING_MS : SIGN_OF_LIFE_MS);
    document.addEventListener("visibilitychange", report);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", report);
    };
  }, [conversationId, isTyping, mutate]);

  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  return useCallback((isTyping: boolean) => {
    setTyping(isTyping);
    clearTimeout(rest.current);
    if (isTyping) rest.current = setTimeout(() => setTyping(false), TYPING_MS);
  }, []);
}
