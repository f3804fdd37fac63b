"use client";

import { useQuery } from "@tanstack/react-query";
import { Languages } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadFailure } from "@/components/ui/load-failure";
import { PageHeader } from "@/components/ui/page-header";
import { LanguageBar } from "./language-bar";
import type { BotLanguages } from "./language-types";
import { MainLanguage } from "./main-language";
import { TextList } from "./text-list";
import { useSetLanguages } from "./use-set-languages";

interface LanguagesScreenProps {
  botId: string;
  initial: BotLanguages;
  canEdit: boolean;
}

/** The languages of a bot, and its fixed texts beside their translations. */
export function LanguagesScreen({ botId, initial, canEdit }: LanguagesScreenProps) {
  const trpc = useTRPC();
  const overview = useQuery(trpc.languages.get.queryOptions({ botId }, { initialData: initial }));
  const setLanguages = useSetLanguages(botId);
  const [chosen, setChosen] = useState<string | null>(null);
  const { languages, counts, texts, canDraft } = overview.data;
  const others = languages.slice(1);
  const shown = others.find((language) => language === chosen) ?? others[0] ?? null;
  return (
    <>
      <PageHeader
        level={2}
        title="Languages"
        description="A customer reads the bot’s fixed texts in the language that they write. Answers of the model have a setting of their own on the Behaviour page."
      />
      <div className="grid min-w-0 gap-5">
        {overview.error && <LoadFailure error={overview.error} onRetry={() => void overview.refetch()} />}
        <MainLanguage languages={languages} canEdit={canEdit} setting={setLanguages} />
        {languages.length > 0 && (
          <LanguageBar
            languages={languages}
            counts={counts}
            shown={shown}
            canEdit={canEdit}
            setting={setLanguages}
            onShow={setChosen}
          />
        )}
        {shown !== null && (
          <TextList
            key={shown}
            botId={botId}
            main={languages[0] ?? ""}
            language={shown}
            total={texts}
            canEdit={canEdit}
            canDraft={canDraft}
          />
        )}
        {shown === null && (
          <EmptyState icon={<Languages />} title="Texts in one language">
            {languages.length === 0
              ? "Choose the language that the bot’s texts are written in, then add the other languages of your customers."
              : "Add a language to translate the bot’s texts into it."}
          </EmptyState>
        )}
      </div>
    </>
  );
}
