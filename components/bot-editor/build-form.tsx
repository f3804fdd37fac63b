"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useId, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { standardFunctions } from "@/server/schemas/standard-functions";
import type { Bot, ModelOption } from "./bot-types";
import { InstructionField } from "./instruction-field";
import { SaveMark } from "./save-mark";
import { StandardFunctionsSection } from "./standard-functions-section";
import { TimeZoneField } from "./time-zone-field";
import { useAutosave } from "./use-autosave";

interface BuildFormProps {
  bot: Bot;
  models: ModelOption[];
  canEdit: boolean;
}

type Draft = Pick<Bot, "name" | "instruction" | "model" | "fallbackText" | "timeZone" | "standardFunctions">;

/** The form of the bot's draft. Changes are saved automatically; customers see them after publishing. */
export function BuildForm({ bot, models, canEdit }: BuildFormProps) {
  const heading = useId();
  const { draft, change, flush, state } = useDraft(bot);
  const readOnly = !canEdit;
  return (
    <section aria-labelledby={heading} className="grid gap-6">
      {/* Sticky, so that "Saved" is visible from every field. */}
      <div className="sticky top-(--bot-top) z-20 -mx-1 -mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 bg-background px-1 py-3">
        <h2 id={heading} className="shrink-0 text-16 font-semibold tracking-tight">
          What the bot knows
        </h2>
        {canEdit ? (
          <SaveMark state={isComplete(draft) ? state : "incomplete"} onRetry={flush} />
        ) : (
          <p className="text-13 text-muted-foreground">Your role can view this page but not change it.</p>
        )}
      </div>
      <Field label="Name" error={draft.name.trim() === "" ? "Give the bot a name." : undefined}>
        <Input
          value={draft.name}
          maxLength={80}
          readOnly={readOnly}
          onBlur={flush}
          onChange={(e) => change({ name: e.target.value })}
        />
      </Field>
      <InstructionField
        value={draft.instruction}
        readOnly={readOnly}
        onChange={(instruction) => change({ instruction })}
        onBlur={flush}
      />
      <Field
        label="Model"
        hint={
          <>
            {draft.model.providerId === null
              ? "The offline model follows fixed rules: good for trying everything without a key. "
              : "Your provider bills its calls. "}
            <Link href="/settings/models" className="text-primary underline underline-offset-4">
              Add a model provider
            </Link>
          </>
        }
      >
        <ModelSelect models={models} value={draft.model} disabled={readOnly} onChange={(model) => change({ model })} />
      </Field>
      <Field
        label="Fallback text"
        hint="What customers read when the bot can't answer. The trace shows why."
        error={draft.fallbackText.trim() === "" ? "Write what customers read when the bot can't answer." : undefined}
      >
        <Textarea
          value={draft.fallbackText}
          maxLength={2000}
          readOnly={readOnly}
          onBlur={flush}
          onChange={(e) => change({ fallbackText: e.target.value })}
        />
      </Field>
      <TimeZoneField value={draft.timeZone} disabled={readOnly} onChange={(timeZone) => change({ timeZone })} />
      <StandardFunctionsSection
        value={draft.standardFunctions}
        readOnly={readOnly}
        onChange={(functions) => change({ standardFunctions: functions })}
        onBlur={flush}
      />
    </section>
  );
}

/** Incomplete values are not sent, since the server would reject them; the field shows what is missing. */
function isComplete({ name, fallbackText, standardFunctions: functions }: Draft): boolean {
  return name.trim() !== "" && fallbackText.trim() !== "" && standardFunctions.safeParse(functions).success;
}

function useDraft(bot: Bot) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.bots.update.mutationOptions());
  const [draft, setDraft] = useState<Draft>(bot);
  const { state, change, flush } = useAutosave(async (next: Draft) => {
    const { name, instruction, model, fallbackText, timeZone, standardFunctions: functions } = next;
    const changes = { name, instruction, model, fallbackText, timeZone, standardFunctions: functions };
    await update.mutateAsync({ botId: bot.id, ...changes });
    await queries.invalidateQueries(trpc.bots.pathFilter());
  });
  return {
    draft,
    state,
    flush,
    change(part: Partial<Draft>) {
      const next = { ...draft, ...part };
      setDraft(next);
      if (isComplete(next)) change(next);
    },
  };
}

interface ModelSelectProps {
  models: ModelOption[];
  value: Bot["model"];
  disabled: boolean;
  onChange: (model: Bot["model"]) => void;
}

function ModelSelect({ models, value, disabled, onChange }: ModelSelectProps) {
  const keyOf = (model: Bot["model"]) => `${model.providerId ?? ""}/${model.modelId}`;
  const listed = models.some((model) => keyOf(model) === keyOf(value));
  function choose(key: string) {
    const chosen = models.find((model) => keyOf(model) === key);
    if (chosen) onChange({ providerId: chosen.providerId, modelId: chosen.modelId });
  }
  return (
    <Select value={keyOf(value)} onValueChange={choose} disabled={disabled}>
      <SelectTrigger>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {models.map((model) => (
          <SelectItem key={keyOf(model)} value={keyOf(model)} hint={model.providerName ?? undefined}>
            {model.label}
          </SelectItem>
        ))}
        {!listed && <SelectItem value={keyOf(value)}>{value.modelId} (its provider was removed)</SelectItem>}
      </SelectContent>
    </Select>
  );
}
