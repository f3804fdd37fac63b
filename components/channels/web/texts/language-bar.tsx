"use client";

import { Plus, Trash2 } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import type { PartProps } from "@/components/channels/web/draft/use-web-draft";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { builtInTexts } from "@/server/schemas/widget/built-in-texts";
import { parseLanguage } from "@/server/schemas/widget/parse-language";
import { missingTexts } from "./language-draft";
import { languageName } from "@/server/text/language-name";

/** Offered while a tag is typed; every other tag is accepted, too. */
const SUGGESTED =
  "ar bg bn cs da de el en es es-419 et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ro ru sk sl sr sv th tr uk ur vi zh-Hans zh-Hant";

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
      <AddLanguage languages={languages} onAdd={add} />
    </div>
  );
}

function AddLanguage({ languages, onAdd }: { languages: readonly string[]; onAdd: (tag: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const list = useId();
  const tag = parseLanguage(typed.trim());
  const fault = typed.trim() === "" ? undefined : faultOf(tag, languages);

  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (tag === null || fault !== undefined) return;
    onAdd(tag);
    setTyped("");
    setOpen(false);
  }

  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm" variant="ghost">
          <Plus /> Add language
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Add language" align="start" className="w-72">
        <form onSubmit={submit} className="grid gap-3">
          <Field
            label="Language tag"
            hint={
              tag === null || fault !== undefined
                ? "Such as de, pt-BR or ar."
                : `${languageName(tag)}. ${tag in builtInTexts ? "Parley brings its texts." : "You write its texts."}`
            }
            error={fault}
          >
            <Input
              value={typed}
              list={list}
              maxLength={100}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
          <datalist id={list}>
            {SUGGESTED.split(" ").map((known) => (
              <option key={known} value={known}>
                {languageName(known)}
              </option>
            ))}
          </datalist>
          <Button type="submit" size="sm" className="w-fit" disabled={tag === null || fault !== undefined}>
            Add
          </Button>
        </form>
      </PopoverContent>
    </Popover>
  );
}

function faultOf(tag: string | null, languages: readonly string[]): string | undefined {
  if (tag === null) return "This is not a language tag.";
  return languages.includes(tag) ? `${languageName(tag)} is there already.` : undefined;
}
