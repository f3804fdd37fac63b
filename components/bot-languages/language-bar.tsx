"use client";

import { Trash2 } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { SearchableSelect } from "@/components/ui/searchable-select";
import { languageName } from "@/server/text/language-name";
import { knownLanguages } from "@/components/ui/known-languages";
import type { BotLanguages } from "./language-types";
import type { LanguageSetting } from "./use-set-languages";

interface LanguageBarProps {
  /** The main language first. */
  languages: string[];
  counts: BotLanguages["counts"];
  shown: string | null;
  canEdit: boolean;
  setting: LanguageSetting;
  onShow: (language: string) => void;
}

/** Shows how far each language is, chooses the one beside the main one, and adds and removes languages. */
export function LanguageBar({ languages, counts, shown, canEdit, setting, onShow }: LanguageBarProps) {
  function add(language: string) {
    onShow(language);
    setting.set([...languages, language]);
  }
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1.5">
      <legend className="sr-only">Other languages</legend>
      {counts.map(({ language, missing, drafts }) => (
        <button
          key={language}
          type="button"
          aria-pressed={language === shown}
          onClick={() => onShow(language)}
          className={cn(
            "inline-flex flex-wrap items-center gap-1.5 rounded-md border px-2.5 py-0.75 text-13 font-medium text-muted-foreground focus-ring hover:text-foreground",
            language === shown && "border-border-strong bg-card text-foreground shadow-raised",
          )}
        >
          {languageName(language)}
          {missing > 0 && <span className="text-12 text-warning-soft-foreground">{missing} missing</span>}
          {drafts > 0 && <span className="text-12 text-info-soft-foreground">{countOf(drafts)}</span>}
        </button>
      ))}
      {canEdit && shown !== null && (
        <IconButton
          size="sm"
          label={`Remove ${languageName(shown)}`}
          className="hover:text-destructive"
          disabled={setting.isPending}
          onClick={() => setting.set(languages.filter((language) => language !== shown))}
        >
          <Trash2 />
        </IconButton>
      )}
      {canEdit && (
        <div className="w-48">
          <SearchableSelect
            value=""
            shown="Add a language"
            searchLabel="Search languages to add"
            disabled={setting.isPending}
            options={() => knownLanguages.filter(({ value }) => !languages.includes(value))}
            onValueChange={add}
          />
        </div>
      )}
    </fieldset>
  );
}

function countOf(drafts: number): string {
  return drafts === 1 ? "1 draft" : `${drafts} drafts`;
}
