import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { DRAFT_BATCH } from "@/server/languages/texts/fixed-text";
import type { Refused, TranslatedText } from "./language-types";

interface RefusedText extends Refused {
  text: string;
}

export type Drafting =
  | { step: "idle" }
  /** `total` is null while it is not known. `isStopping`: cancelled, and the texts that the model has now are its last. */
  | { step: "working"; done: number; total: number | null; isStopping: boolean }
  | { step: "ended"; drafted: number; refused: RefusedText[]; failure: string | null };

interface DraftingProps {
  botId: string;
  language: string;
  onDrafted: (drafts: ReadonlyMap<string, TranslatedText["translation"]>) => void;
}

/** Drafts missing translations in batches, until all are done or the member cancels or leaves the page. */
export function useDrafting({ botId, language, onDrafted }: DraftingProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutateAsync: draft } = useMutation(trpc.languages.draft.mutationOptions());
  const [state, setState] = useState<Drafting>({ step: "idle" });
  const isCancelled = useRef(false);
  useEffect(() => () => void (isCancelled.current = true), []);

  async function start() {
    isCancelled.current = false;
    let drafted = 0;
    const refused: RefusedText[] = [];
    setState({ step: "working", done: 0, total: null, isStopping: false });
    const end = (failure: string | null) => setState({ step: "ended", drafted, refused, failure });
    try {
      const missing = await findMissing();
      for (let done = 0; done < missing.length && !isCancelled.current; done += DRAFT_BATCH) {
        setState({ step: "working", done, total: missing.length, isStopping: false });
        const batch = missing.slice(done, done + DRAFT_BATCH);
        const result = await draft({ botId, language, hashes: batch.map(({ hash }) => hash) });
        drafted += result.drafts.length;
        const texts = new Map(batch.map(({ hash, text }) => [hash, text]));
        refused.push(...result.refused.map((one) => ({ ...one, text: texts.get(one.hash) ?? "" })));
        onDrafted(new Map(result.drafts.map(({ hash, text }) => [hash, { text, isDraft: true }])));
      }
      end(null);
    } catch (error) {
      end(messageOf(error));
    }
  }

  /** The texts that are missing now, not when the page was loaded. */
  function findMissing() {
    return queries.fetchQuery({ ...trpc.languages.missing.queryOptions({ botId, language }), staleTime: 0 });
  }

  function cancel() {
    isCancelled.current = true;
    setState((now) => (now.step === "working" ? { ...now, isStopping: true } : now));
  }

  return { state, start, cancel };
}
