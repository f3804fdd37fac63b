"use client";

import { useMutation } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import { Textarea } from "@/components/ui/textarea";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { findFault } from "@/server/languages/texts/find-fault";
import { excerpt } from "@/server/text/excerpt";
import { languageName } from "@/server/text/language-name";
import type { TranslatedText } from "./language-types";

interface TextRowProps {
  botId: string;
  text: TranslatedText;
  main: string;
  language: string;
  canEdit: boolean;
  onSaved: (saved: ReadonlyMap<string, TranslatedText["translation"]>) => void;
}

/** A text and its translation, which is saved when its field is left. */
export function TextRow({ botId, text, main, language, canEdit, onSaved }: TextRowProps) {
  const trpc = useTRPC();
  const { hash, place, text: original, translation } = text;
  const stored = translation?.text ?? "";
  /** Null while the field shows what is stored. */
  const [typed, setTyped] = useState<string | null>(null);
  const [isTouched, setTouched] = useState(false);
  const value = typed ?? stored;
  const isChanged = value.trim() !== stored;
  useUnsavedChanges(isChanged);
  const saving = useMutation(
    trpc.languages.save.mutationOptions({
      onSuccess(saved, sent) {
        onSaved(new Map([[hash, saved.translation]]));
        // What was typed while it was being saved stays.
        setTyped((now) => (now?.trim() === sent.text ? null : now));
      },
    }),
  );
  const fault = value.trim() === "" ? null : findFault(text, value.trim());
  const failure = saving.error ? messageOf(saving.error) : null;

  function save() {
    setTouched(true);
    if (fault === null) saving.mutate({ botId, language, hash, text: value.trim() });
  }

  function leave() {
    if (isChanged && !saving.isPending) save();
    else if (!isChanged) setTyped(null);
  }

  return (
    <li className="grid min-w-0 gap-x-4 gap-y-2 px-4 py-3 @lg:grid-cols-2">
      <div className="min-w-0">
        <p className="mb-1.5 text-12 text-muted-foreground wrap-anywhere">{place}</p>
        <p lang={main} dir="auto" className="text-14 leading-5 wrap-anywhere whitespace-pre-wrap">
          {original}
        </p>
      </div>
      <Field
        label={
          <>
            {languageName(language)}
            <span className="sr-only"> for “{excerpt(original, 80)}”</span>
          </>
        }
        aside={<StateBadge translation={translation} />}
        error={failure ?? (isTouched ? (fault ?? undefined) : undefined)}
      >
        <Textarea
          rows={1}
          className="min-h-9"
          lang={language}
          dir="auto"
          value={value}
          readOnly={!canEdit}
          onBlur={canEdit ? leave : undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            if (saving.isError) saving.reset();
          }}
        />
        {canEdit && (
          <RowState
            isSaving={saving.isPending}
            isSaved={saving.isSuccess && !isChanged}
            isDraft={translation?.isDraft ?? false}
            mayRetry={failure !== null}
            onSave={save}
          />
        )}
      </Field>
    </li>
  );
}

function StateBadge({ translation }: Pick<TranslatedText, "translation">) {
  if (translation === null) return <Badge tone="warning">Missing</Badge>;
  return translation.isDraft ? <Badge tone="info">Draft</Badge> : null;
}

interface RowStateProps {
  isSaving: boolean;
  isSaved: boolean;
  isDraft: boolean;
  mayRetry: boolean;
  onSave: () => void;
}

function RowState({ isSaving, isSaved, isDraft, mayRetry, onSave }: RowStateProps) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2 text-13 text-muted-foreground empty:hidden">
      <output aria-live="polite" className="inline-flex items-center gap-1.5 empty:hidden">
        {isSaving && (
          <>
            <Spinner className="size-3.5" /> Saving…
          </>
        )}
        {isSaved && !isDraft && (
          <>
            <Check aria-hidden className="size-3.5 text-success" /> Saved
          </>
        )}
      </output>
      {mayRetry && (
        <Button variant="link" className="text-13" onClick={onSave}>
          Retry
        </Button>
      )}
      {isDraft && !isSaving && !mayRetry && (
        <>
          <Button size="sm" variant="outline" onClick={onSave}>
            Confirm
          </Button>
          Customers do not get it before.
        </>
      )}
    </div>
  );
}
