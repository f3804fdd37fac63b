import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { TextPage, TranslatedText } from "./language-types";

type Translations = ReadonlyMap<string, TranslatedText["translation"]>;

/** Puts translations that were saved into the lists on the page, and counts again what is missing. */
export function useKeepTranslations(botId: string, language: string): (saved: Translations) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return (saved) => {
    const lists = trpc.languages.texts.infiniteQueryFilter({ botId, language });
    queries.setQueriesData<InfiniteData<TextPage>>({ queryKey: lists.queryKey }, (list) => {
      return list && { ...list, pages: list.pages.map((page) => ({ ...page, texts: page.texts.map(withSaved) })) };
    });
    void queries.invalidateQueries(trpc.languages.get.queryFilter({ botId }));

    function withSaved(text: TranslatedText): TranslatedText {
      const translation = saved.get(text.hash);
      return translation === undefined ? text : { ...text, translation };
    }
  };
}
