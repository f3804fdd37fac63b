"use client";

import { useState } from "react";
import { Segmented } from "@/components/actions/fields/segmented";
import type { PartProps } from "@/components/channels/web/draft/use-web-draft";
import { PartCard } from "@/components/channels/web/fields/part-card";
import { Field } from "@/components/ui/field";
import { FoldedPart } from "@/components/ui/folded-part";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { builtInTexts } from "@/server/schemas/widget/built-in-texts";
import { changeFallback } from "./language-draft";
import { LanguageBar } from "./language-bar";
import { languageName } from "@/server/text/language-name";
import { shownLanguages } from "./shown-languages";
import { mainTexts, textGroups } from "./text-groups";
import { TextRow } from "./text-row";

const choices = [
  { value: "visitor", label: "The visitor’s, if there are texts" },
  { value: "fixed", label: "Always the same" },
] as const;

/** The languages of a channel, and all its texts. */
export function TextsPart(props: PartProps) {
  const { draft } = props;
  const languages = shownLanguages(draft);
  const [chosen, setChosen] = useState<string | null>(null);
  const second = languages.find((tag) => tag === chosen && tag !== draft.language.fallback) ?? languages[1] ?? null;
  const shown = second === null ? [draft.language.fallback] : [draft.language.fallback, second];
  return (
    <>
      <LanguageCard {...props} />
      <PartCard
        title="Texts"
        about="The fallback language is first. A field that you leave empty shows the built-in text in grey."
      >
        <LanguageBar {...props} languages={languages} second={second} onShow={setChosen} />
        {mainTexts.map((key) => (
          <TextRow key={key} {...props} textKey={key} languages={shown} />
        ))}
        {textGroups.map((group) => (
          <TextGroupPart key={group.title} {...props} group={group} languages={shown} />
        ))}
      </PartCard>
    </>
  );
}

function LanguageCard({ draft, change, faultAt }: PartProps) {
  const { language } = draft;
  const offered = [...new Set([...shownLanguages(draft), ...Object.keys(builtInTexts)])];
  return (
    <PartCard title="Language">
      <Field label="Visitors read">
        <Segmented
          label="Visitors read"
          value={language.choice}
          options={choices}
          onChange={(choice) => change({ language: { ...language, choice } })}
        />
      </Field>
      <Field
        label={language.choice === "fixed" ? "Language" : "Fallback language"}
        hint={language.choice === "fixed" ? undefined : "For visitors whose language has no texts."}
        error={faultAt("widget.language.fallback")}
      >
        <Select value={language.fallback} onValueChange={(tag) => change(changeFallback(draft, tag))}>
          <SelectTrigger className="max-w-72">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {offered.map((tag) => (
              <SelectItem key={tag} value={tag}>
                {languageName(tag)}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </Field>
    </PartCard>
  );
}

interface TextGroupPartProps extends PartProps {
  group: (typeof textGroups)[number];
  languages: readonly string[];
}

/** A group of texts, which few channels change. A fault in it opens it. */
function TextGroupPart({ group, languages, ...props }: TextGroupPartProps) {
  const [isChosen, setChosen] = useState(false);
  const hasFault = group.keys.some((key) => languages.some((tag) => props.faultAt(`widget.texts.${tag}.${key}`)));
  const isOpen = isChosen || hasFault;
  return (
    <FoldedPart label={`${group.title} (${group.keys.length})`} isOpen={isOpen} onToggle={setChosen}>
      {isOpen && group.keys.map((key) => <TextRow key={key} {...props} textKey={key} languages={languages} />)}
    </FoldedPart>
  );
}
