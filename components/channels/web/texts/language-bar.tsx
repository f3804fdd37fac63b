"use client";

import { Trash2 } from "lucide-react";
import { knownLanguages } from "@/components/ui/known-languages";
import type { PartProps } from "@/components/channels/web/draft/use-web-draft";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { SearchableSelect } from "@/components/ui/searchable-select";
import { missingTexts } from "./language-draft";
import { languageName } from "@/server/text/language-name";

/** Variants whose texts differ from those of their language. */
const VARIANTS = ["es-419", "pt-BR", "zh-Hans", "zh-Hant"];
const offered = [
  ...knownLanguages,
  ...VARIANTS.map((tag) => ({ value: tag, label: languageName(tag), hint: tag })),
].toSorted((a, b) => a.label.localeCompare(b.label, "en"));

interface LanguageBarProps extends PartProps {
  languages: readonly string[];
  /** The language beside the fallback; null if there is only one. */
  second: string | null;
  onShow: (tag: string) => void;
}

/** Chooses the language beside the fallback, and adds and removes languages. */
export function LanguageBar({ draft, change, languages, second, onShow }: LanguageBarProps) {
  const { fallback } = draft.language;

  function add(tag: string) {
    change({ texts: { ...draft.texts, [tag]: draft.texts[tag] ?? {} } });
    onShow(tag);
  }

  function remove(tag: string) {
    const { [tag]: _, ...others } = draft.texts;
    change({ texts: others });
  }

  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <span className="rounded-md bg-secondary px-2.5 py-1 text-13 font-medium">{languageName(fallback)}</span>
      {languages.slice(1).map((tag) => {
        const missing = missingTexts(draft, tag).length;
        return (
          <button
            key={tag}
            type="button"
            aria-pressed={tag === second}
            onClick={() => onShow(tag)}
            className={cn(
              "inline-flex items-center gap-1.5 rounded-md border px-2.5 py-0.75 text-13 font-medium text-muted-foreground focus-ring hover:text-foreground",
              tag === second && "border-border-strong bg-card text-foreground shadow-raised",
            )}
          >
            {languageName(tag)}
            {missing > 0 && <span className="text-12 text-warning-soft-foreground">{missing} missing</span>}
          </button>
        );
      })}
      {second !== null && (
        <IconButton
          size="sm"
          label={`Remove ${languageName(second)}`}
          className="hover:text-destructive"
          onClick={() => remove(second)}
        >
          <Trash2 />
        </IconButton>
      )}
      <div className="w-48">
        <SearchableSelect
          value=""
          shown="Add a language"
          searchLabel="Search languages to add"
          options={() => offered.filter(({ value }) => !languages.includes(value))}
          onValueChange={add}
        />
      </div>
    </div>
  );
}
