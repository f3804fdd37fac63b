"use client";

import { ArrowLeftRight } from "lucide-react";
import { BotPicker } from "../fields/bot-picker";
import { FormField } from "../fields/form-field";
import type { SwitchBotForm } from "../step-list/step-form";
import { defineStepForm, type FieldsProps } from "../step-list/step-kind-form";

/** Hands the conversation to another bot, or back to the channel's own. */
export const switchBotStepForm = defineStepForm({
  kind: "switch_bot",
  icon: ArrowLeftRight,
  description: "Lets another bot answer from the next message on.",
  empty: () => ({ kind: "switch_bot", botId: "" }),
  toForm: ({ botId }) => ({ kind: "switch_bot", botId }),
  toStep: ({ botId }) => ({ kind: "switch_bot", botId }),
  summary({ botId }, { botName }) {
    if (botId === null) return "Hands the conversation back to the channel’s own bot";
    return botId === "" ? "no bot yet" : `Hands the conversation to ${botName(botId) ?? "another bot"}`;
  },
  templates: () => [],
  localFaults: () => [],
  Fields: SwitchBotFields,
});

const OWN = { id: "channel's own", name: "The channel’s own bot", hint: "hands the conversation back" };

function SwitchBotFields({ step, path, onChange }: FieldsProps<SwitchBotForm>) {
  return (
    <FormField
      path={`${path}.botId`}
      label="Bot"
      hint="It answers from the customer’s next message on, and knows the conversation so far."
      required
    >
      <BotPicker
        value={step.botId ?? OWN.id}
        extra={OWN}
        onChange={(botId) => onChange({ botId: botId === OWN.id ? null : botId })}
      />
    </FormField>
  );
}
