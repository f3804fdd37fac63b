"use client";

import { Field } from "@/components/ui/field";
import { SearchableSelect } from "@/components/ui/searchable-select";
import { languageName } from "@/server/text/language-name";
import { knownLanguages } from "@/components/ui/known-languages";
import type { LanguageSetting } from "./use-set-languages";

interface MainLanguageProps {
  languages: string[];
  canEdit: boolean;
  setting: LanguageSetting;
}

/** Chooses the language that the texts are written in. */
export function MainLanguage({ languages, canEdit, setting }: MainLanguageProps) {
  const [main, ...others] = languages;
  return (
    <Field
      className="max-w-80"
      label="Main language"
      hint="The bot’s texts are written in it. Customers whose language the bot does not have read it, too."
      error={setting.error}
    >
      <SearchableSelect
        value={main ?? ""}
        shown={main === undefined ? "Choose a language" : languageName(main)}
        searchLabel="Search languages"
        disabled={!canEdit || setting.isPending}
        options={() => knownLanguages}
        onValueChange={(next) => setting.set([next, ...others.filter((language) => language !== next)])}
      />
    </Field>
  );
}
