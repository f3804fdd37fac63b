"use client";

import { X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { isComposing } from "@/components/ui/is-composing";
import { Spinner } from "@/components/ui/spinner";
import { readModels } from "./provider-form-schema";
import type { Offered } from "./use-offered-models";

/** More are found by typing. */
const SHOWN = 100;

interface ModelPickerProps {
  label: string;
  value: string[];
  onChange: (models: string[]) => void;
  offered: Offered;
  /** Asks the provider for its models. */
  onLoad: () => void;
  /** An id to show as an example. */
  example: string;
  error?: string | undefined;
}

/** Chooses models from the provider's list, or by typing their ids. */
export function ModelPicker({ label, value, onChange, offered, onLoad, example, error }: ModelPickerProps) {
  const { typed, setTyped, add, onKeyDown, onPaste } = useTypedIds((ids) => onChange([...new Set([...value, ...ids])]));
  const listed = offered.state === "listed" ? offered.models : [];
  return (
    <div className="grid min-w-0 gap-2.5">
      <Field
        label={label}
        error={error}
        hint={<OfferedHint offered={offered} example={example} />}
        aside={
          offered.state !== "listed" && (
            <Button variant="link" size="sm" pending={offered.state === "loading"} onClick={onLoad}>
              List the provider’s models
            </Button>
          )
        }
      >
        <Input
          className="font-mono"
          value={typed}
          placeholder={listed.length > 0 ? `Search ${listed.length} models` : example}
          maxLength={20_000}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          // Without a list there is nothing to search, so what was typed is an id.
          onBlur={() => listed.length === 0 && add(typed)}
        />
      </Field>
      <ChosenModels models={value} onRemove={(gone) => onChange(value.filter((id) => id !== gone))} />
      {listed.length > 0 && (
        <ListedModels
          listed={listed}
          chosen={value}
          search={typed.trim()}
          onToggle={(id) => onChange(value.includes(id) ? value.filter((known) => known !== id) : [...value, id])}
          onAdd={() => add(typed)}
        />
      )}
    </div>
  );
}

/** The text box: Enter adds the typed id, and a pasted list adds all of its ids. */
function useTypedIds(onAdd: (ids: string[]) => void) {
  const [typed, setTyped] = useState("");
  function add(text: string) {
    const ids = readModels(text);
    if (ids.length > 0) onAdd(ids);
    setTyped("");
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || isComposing(event)) return;
    // Enter in a text box would send the form.
    event.preventDefault();
    add(typed);
  }
  function onPaste(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData("text");
    if (readModels(pasted).length < 2) return;
    event.preventDefault();
    add(pasted);
  }
  return { typed, setTyped, add, onKeyDown, onPaste };
}

function OfferedHint({ offered, example }: { offered: Offered; example: string }) {
  if (offered.state === "loading") return <Spinner label="Asking for the provider’s models…" />;
  if (offered.state === "failed") {
    return `There is no list: ${offered.message} You can type the models’ ids instead, such as ${example}.`;
  }
  if (offered.state !== "listed" || offered.models.length === 0) {
    return `Type a model’s id, such as ${example}, and press Enter.`;
  }
  return "Choose from the list, or type the id of a model that is missing and press Enter.";
}

function ChosenModels({ models, onRemove }: { models: string[]; onRemove: (id: string) => void }) {
  if (models.length === 0) return null;
  return (
    <ul aria-label="Chosen models" className="flex max-h-32 min-w-0 flex-wrap gap-1.5 overflow-y-auto p-0.5">
      {models.map((id) => (
        <li key={id} className="min-w-0">
          <Badge tone="neutral" className="max-w-full pr-1 font-mono break-all whitespace-normal">
            {id}
            <button
              type="button"
              aria-label={`Remove ${id}`}
              className="rounded-sm p-0.5 focus-ring hover:text-foreground"
              onClick={() => onRemove(id)}
            >
              <X aria-hidden />
            </button>
          </Badge>
        </li>
      ))}
    </ul>
  );
}

interface ListedModelsProps {
  listed: readonly string[];
  chosen: string[];
  search: string;
  onToggle: (id: string) => void;
  onAdd: () => void;
}

function ListedModels({ listed, chosen, search, onToggle, onAdd }: ListedModelsProps) {
  const prefix = useId();
  const found = listed.filter((id) => id.toLowerCase().includes(search.toLowerCase()));
  const more = found.length - SHOWN;
  return (
    <div className="grid max-h-52 min-w-0 content-start gap-0.5 overflow-y-auto rounded-lg border bg-card p-1.5">
      <ul aria-label="The provider’s models" className="grid min-w-0 gap-0.5">
        {found.slice(0, SHOWN).map((id, index) => (
          <li key={id}>
            <label
              htmlFor={`${prefix}-${index}`}
              className="flex min-w-0 items-center gap-2.5 rounded-md px-1.5 py-1 font-mono text-13 break-all hover:bg-accent"
            >
              <Checkbox id={`${prefix}-${index}`} checked={chosen.includes(id)} onCheckedChange={() => onToggle(id)} />
              {id}
            </label>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="px-1.5 py-1 text-13 text-muted-foreground">And {more} more. Type to narrow the list.</p>
      )}
      {search !== "" && !listed.includes(search) && !chosen.includes(search) && (
        <Button variant="ghost" size="sm" className="min-w-0 justify-start" onClick={onAdd}>
          <span className="truncate">
            Add “<span className="font-mono">{search}</span>”
          </span>
        </Button>
      )}
    </div>
  );
}
