"use client";

import { useId } from "react";
import { z } from "zod";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { modelChoice } from "@/server/schemas/model-choice";
import { standardFunctions } from "@/server/schemas/standard-functions";
import { ConflictNotice } from "./autosave/conflict-notice";
import { SaveMark } from "./autosave/save-mark";
import { useBotDraft } from "./autosave/use-bot-draft";
import type { Bot, ModelOption } from "./bot-types";
import { InstructionField } from "./instruction-field";
import { ModelField } from "./model-field";
import { StandardFunctionsSection } from "./standard-functions-section";
import { TimeZoneField } from "./time-zone-field";

interface BuildFormProps {
  bot: Bot;
  userId: string;
  models: ModelOption[];
  canEdit: boolean;
}

const labels = {
  name: "Name",
  instruction: "Instruction",
  model: "Model",
  fallbackText: "Fallback text",
  timeZone: "Time zone",
  standardFunctions: "Standard functions",
};

const draftSchema = z.object({
  name: z.string().trim().min(1),
  instruction: z.string(),
  model: modelChoice,
  fallbackText: z.string().trim().min(1),
  timeZone: z.string(),
  standardFunctions,
});

function partOf({ name, instruction, model, fallbackText, timeZone, standardFunctions: functions }: Bot) {
  return { name, instruction, model, fallbackText, timeZone, standardFunctions: functions };
}

/** The form of the bot's draft. Changes are saved automatically; customers see them after publishing. */
export function BuildForm({ bot, userId, models, canEdit }: BuildFormProps) {
  const heading = useId();
  const { draft, change, flush, state, conflict, resolve } = useBotDraft(bot, {
    part: "build",
    userId,
    schema: draftSchema,
    partOf,
    toChanges: (_draft, changes) => changes,
    canEdit,
  });
  const readOnly = !canEdit;
  const saveNow = () => void flush();
  return (
    <section aria-labelledby={heading} className="grid gap-6">
      {/* Sticky, so that "Saved" is visible from every field. */}
      <div className="sticky top-(--bot-top) z-20 -mx-1 -mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 bg-background px-1 py-3">
        <h2 id={heading} className="shrink-0 text-16 font-semibold">
          What the bot knows
        </h2>
        {canEdit ? (
          <SaveMark state={state} onRetry={saveNow} />
        ) : (
          <p className="text-13 text-muted-foreground">Your role can view this page but not change it.</p>
        )}
      </div>
      <ConflictNotice conflict={conflict} labels={labels} onResolve={resolve} />
      <InstructionField
        value={draft.instruction}
        readOnly={readOnly}
        onChange={(instruction) => change({ instruction })}
        onBlur={saveNow}
      />
      <Field label="Name" error={draft.name.trim() === "" ? "Give the bot a name." : undefined}>
        <Input
          value={draft.name}
          maxLength={80}
          readOnly={readOnly}
          onBlur={saveNow}
          onChange={(e) => change({ name: e.target.value })}
        />
      </Field>
      <ModelField models={models} value={draft.model} readOnly={readOnly} onChange={(model) => change({ model })} />
      <Field
        label="Fallback text"
        hint="What customers read when the bot can't answer. The trace shows why."
        error={draft.fallbackText.trim() === "" ? "Write what customers read when the bot can't answer." : undefined}
      >
        <Textarea
          value={draft.fallbackText}
          maxLength={2000}
          readOnly={readOnly}
          onBlur={saveNow}
          onChange={(e) => change({ fallbackText: e.target.value })}
        />
      </Field>
      <TimeZoneField value={draft.timeZone} disabled={readOnly} onChange={(timeZone) => change({ timeZone })} />
      <StandardFunctionsSection
        value={draft.standardFunctions}
        readOnly={readOnly}
        onChange={(functions) => change({ standardFunctions: functions })}
        onBlur={saveNow}
      />
    </section>
  );
}
