"use client";

import { QuestionList } from "./question-list";
import { shownLanguages } from "@/components/channels/web/texts/shown-languages";
import { languageName } from "@/server/text/language-name";
import type { PartProps } from "@/components/channels/web/draft/use-web-draft";
import { PartCard } from "@/components/channels/web/fields/part-card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { directionOf } from "@/server/schemas/widget/choose-texts";

/** What a visitor does before the first message: agree to a text, and answer questions. */
export function BeforePart(props: PartProps) {
  const { draft, change, faultAt } = props;
  const languages = shownLanguages(draft);
  return (
    <>
      <PartCard
        title="Consent"
        about="Visitors agree to this text before their first message. Nothing is asked without a text. After a change, everybody is asked again."
      >
        {languages.map((language) => (
          <Field
            key={language}
            label={languages.length === 1 ? "Text" : languageName(language)}
            error={faultAt(`widget.texts.${language}.consent`)}
          >
            <Textarea
              value={draft.texts[language]?.consent ?? ""}
              maxLength={2000}
              dir={directionOf(language)}
              lang={language}
              placeholder="No consent is asked for."
              onChange={(event) =>
                change({
                  texts: { ...draft.texts, [language]: { ...draft.texts[language], consent: event.target.value } },
                })
              }
            />
          </Field>
        ))}
      </PartCard>
      <PartCard
        title="Questions"
        about="Answered once, before the first message. The answers become variables of the conversation; name, email and phone also become the contact. Visitors whom your website identifies are not asked."
      >
        <QuestionList {...props} />
      </PartCard>
    </>
  );
}
