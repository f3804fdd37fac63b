"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { directionOf } from "@/server/schemas/widget/choose-texts";
import { languageName } from "@/server/text/language-name";

interface TranslatedFieldProps {
  label: string;
  /** The text in the fallback language, and the language. */
  text: string;
  fallback: string;
  /** The texts in other languages, by tag; `languages` are those that have a field. */
  translations: Readonly<Record<string, string>>;
  languages: readonly string[];
  maxLength: number;
  placeholder?: string;
  isLong?: boolean;
  /** The fault of the text (null), or of the text in a language. */
  faultIn: (language: string | null) => string | undefined;
  onText: (text: string) => void;
  onTranslations: (translations: Record<string, string>) => void;
}

/** A text in the fallback language, and in each of the other languages. */
export function TranslatedField(props: TranslatedFieldProps) {
  const { label, text, fallback, translations, languages, faultIn, onText, onTranslations } = props;
  const { maxLength, placeholder, isLong = false } = props;
  const Box = isLong ? Textarea : Input;
  return (
    <>
      <Field label={label} error={faultIn(null)}>
        <Box
          value={text}
          maxLength={maxLength}
          lang={fallback}
          dir={directionOf(fallback)}
          placeholder={placeholder}
          onChange={(event) => onText(event.target.value)}
        />
      </Field>
      {languages
        .filter((language) => language !== fallback)
        .map((language) => (
          <Field key={language} label={`In ${languageName(language)}`} error={faultIn(language)}>
            <Box
              value={translations[language] ?? ""}
              maxLength={maxLength}
              lang={language}
              dir={directionOf(language)}
              placeholder={text}
              onChange={(event) => onTranslations({ ...translations, [language]: event.target.value })}
            />
          </Field>
        ))}
    </>
  );
}
