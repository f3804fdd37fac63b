"use client";

import { BotMessageSquare } from "lucide-react";
import { BotPicker } from "../fields/bot-picker";
import { FormField } from "../fields/form-field";
import type { SubBotForm } from "../step-list/step-form";
import { defineStepForm, type FieldsProps } from "../step-list/step-kind-form";
import { TemplateBox } from "../templates/template-box";

/** Asks another bot and takes its answer. */
export const subBotStepForm = defineStepForm({
  kind: "sub_bot",
  icon: BotMessageSquare,
  description: "Asks another bot of yours and takes its answer.",
  empty: () => ({ kind: "sub_bot", botId: "", input: "" }),
  toForm: ({ botId, input }) => ({ kind: "sub_bot", botId, input }),
  toStep: ({ botId, input }) => ({ kind: "sub_bot", botId, input }),
  summary: ({ botId, input }, { botName }) =>
    botId === "" ? "no bot yet" : `Asks ${botName(botId) ?? "another bot"}: ${input.trim()}`,
  templates: ({ input }) => [{ path: "input", text: input }],
  localFaults: () => [],
  returns: (_form, { start }) => [{ reference: `${start}.body`, hint: "what the other bot answered, as text" }],
  Fields: SubBotFields,
});

function SubBotFields({ step, path, variables, onChange }: FieldsProps<SubBotForm>) {
  return (
    <div className="grid gap-5">
      <FormField path={`${path}.botId`} label="Bot" required>
        <BotPicker value={step.botId} onChange={(botId) => onChange({ botId })} />
      </FormField>
      <FormField
        path={`${path}.input`}
        label="What it is asked"
        hint="The other bot sees this text and nothing else of the conversation."
        required
      >
        <TemplateBox
          name="what the bot is asked"
          kind="text"
          value={step.input}
          variables={variables}
          placeholder="Which plan fits a team of {{args.people}} people?"
          onChange={(input) => onChange({ input })}
        />
      </FormField>
    </div>
  );
}
