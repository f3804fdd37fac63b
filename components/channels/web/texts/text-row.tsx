"use client";

import type { PartProps } from "@/components/channels/web/draft/use-web-draft";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { directionOf } from "@/server/schemas/widget/choose-texts";
import { placeholdersOf } from "@/server/schemas/widget/placeholders";
import { en, type WidgetTextKey } from "@/server/schemas/widget/texts/en";
import { ownText, setOwnText, textWithout } from "./language-draft";
import { languageName } from "@/server/text/language-name";

/** Names of texts whose English form is empty or says too little. */
const labels: Partial<Record<WidgetTextKey, string>> = {
  title: "Title",
  greeting: "Greeting",
  launcher: "Text beside the launcher’s icon",
};

const hints: Partial<Record<WidgetTextKey, string>> = {
  greeting: "The first thing that visitors read, unless the scenario’s Welcome greets them.",
};

const longest: Partial<Record<WidgetTextKey, number>> = { title: 80, greeting: 1000, launcher: 40 };

interface TextRowProps extends PartProps {
  textKey: WidgetTextKey;
  /** The fallback language, and the one beside it. */
  languages: readonly string[];
}

/** One text in the shown languages: side by side, or one below the other where there is no room. */
export function TextRow({ textKey, languages, ...props }: TextRowProps) {
  return (
    <div className={cn("grid min-w-0 gap-3", languages.length > 1 && "@md:grid-cols-2")}>
      {languages.map((tag) => (
        <TextField key={tag} {...props} textKey={textKey} tag={tag} isAlone={languages.length === 1} />
      ))}
    </div>
  );
}

interface TextFieldProps extends PartProps {
  textKey: WidgetTextKey;
  tag: string;
  isAlone: boolean;
}

function TextField({ draft, change, faultAt, textKey, tag, isAlone }: TextFieldProps) {
  const isFallback = tag === draft.language.fallback;
  const own = ownText(draft, tag, textKey) ?? "";
  const without = textWithout(draft, tag, textKey);
  const filled = placeholdersOf(textKey);
  const label = labels[textKey] ?? en[textKey];
  const isRoot = isFallback && (textKey === "title" || textKey === "greeting");
  return (
    <Field
      label={
        <>
          {label}
          {!isAlone && <span className="font-normal text-muted-foreground"> in {languageName(tag)}</span>}
        </>
      }
      aside={own === "" && without.isForeign ? <Badge tone="warning">Missing</Badge> : undefined}
      hint={filled.length > 0 ? `Filled in: ${filled.join(", ")}` : isFallback ? hints[textKey] : undefined}
      error={faultAt(isRoot ? textKey : `widget.texts.${tag}.${textKey}`)}
    >
      <Textarea
        rows={1}
        value={own}
        maxLength={longest[textKey] ?? 2000}
        lang={tag}
        dir={directionOf(tag)}
        placeholder={without.text}
        className="min-h-9"
        onChange={(event) => change(setOwnText(draft, tag, textKey, event.target.value))}
      />
    </Field>
  );
}
