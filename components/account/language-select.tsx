"use client";

import { SearchableSelect, type SearchableOption } from "@/components/ui/searchable-select";
import { languageName } from "@/server/text/language-name";

/** The languages (ISO 639-1) that most people write. */
const CODES =
  "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zu".split(
    " ",
  );

const BROWSER = "The browser’s language";

interface LanguageSelectProps {
  /** Null: the browser's. */
  value: string | null;
  onChange: (language: string | null) => void;
}

/** Chooses a language by its name. */
export function LanguageSelect({ value, onChange }: LanguageSelectProps) {
  return (
    <SearchableSelect
      value={value ?? ""}
      shown={value === null ? BROWSER : languageName(value)}
      options={options}
      searchLabel="Search for a language"
      onValueChange={(code) => onChange(code || null)}
    />
  );
}

function options(): SearchableOption[] {
  const named = CODES.map((code) => ({ value: code, label: languageName(code) }));
  return [{ value: "", label: BROWSER }, ...named.toSorted((a, b) => a.label.localeCompare(b.label))];
}
