import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";

/** Shorter than what the server lets pass between two signs of life. */
const SIGN_OF_LIFE_MS = 8000;
/** Who has not touched a key for this long is not typing any more. */
const TYPING_MS = 5000;

/** Tells colleagues that this conversation is open here, and whether somebody types; call the result at each key. */
export function usePresence(conversationId: string): () => void {
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
    // A tab in the background looks at nothing.
    const tell = () => document.visibilityState === "visible" && mutate({ conversationId, isTyping });
    tell();
    const timer = setInterval(tell, SIGN_OF_LIFE_MS);
    document.addEventListener("visibilitychange", tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tell);
    };
  }, [conversationId, isTyping, mutate]);

  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  return useCallback(() => {
    setTyping(true);
    clearTimeout(rest.current);
    rest.current = setTimeout(() => setTyping(false), TYPING_MS);
  }, []);
}
