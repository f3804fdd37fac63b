"use client";

import type { WebDraft } from "@/components/channels/web/draft/web-draft";
import { TranslatedField } from "@/components/channels/web/fields/translated-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NumberInput } from "@/components/ui/number-input";

type ProactiveMessage = WebDraft["proactive"][number];

interface ProactiveFieldsProps {
  message: ProactiveMessage;
  fallback: string;
  /** The languages that have texts. */
  languages: readonly string[];
  faultAt: (field: string) => string | undefined;
  onChange: (part: Partial<ProactiveMessage>) => void;
}

/** One proactive message. */
export function ProactiveFields({ message, fallback, languages, faultAt, onChange }: ProactiveFieldsProps) {
  return (
    <>
      <TranslatedField
        label="Message"
        text={message.text}
        fallback={fallback}
        translations={message.texts}
        languages={languages}
        maxLength={500}
        placeholder="Do you have a question about our prices?"
        isLong
        faultIn={(language) => faultAt(language === null ? "text" : `texts.${language}`)}
        onText={(text) => onChange({ text })}
        onTranslations={(texts) => onChange({ texts })}
      />
      <div className="grid gap-3 @lg:grid-cols-[auto_minmax(0,1fr)]">
        <Field label="After seconds" error={faultAt("afterSeconds")}>
          <NumberInput value={message.afterSeconds} onChange={(afterSeconds) => onChange({ afterSeconds })} />
        </Field>
        <Field
          label="Only on pages"
          hint="A part of an address, in which * stands for any text, such as */prices*. Leave it empty for every page."
          error={faultAt("page")}
        >
          <Input
            value={message.page}
            maxLength={500}
            spellCheck={false}
            placeholder="Every page"
            className="font-mono text-13"
            onChange={(event) => onChange({ page: event.target.value })}
          />
        </Field>
      </div>
    </>
  );
}
