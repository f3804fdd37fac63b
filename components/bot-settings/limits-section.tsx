"use client";

import { useRef } from "react";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { type AntiSpam, usualLimits } from "@/server/schemas/bot-behaviour";
import { NumberField, OptionalNumberField } from "./number-field";
import { Row, Section, type SectionProps } from "./section";

/** How much one customer may ask of the bot. */
export function LimitsSection({ value, faultAt, change }: SectionProps) {
  const { antiSpam } = value;
  // What was typed comes back when the limits are switched off and on again.
  const typed = useRef(antiSpam ?? usualLimits);
  function set(part: Partial<AntiSpam>) {
    typed.current = { ...typed.current, ...part };
    change({ antiSpam: typed.current });
  }
  return (
    <Section
      title="Limits"
      about="Against spam and runaway costs: when a conversation passes a limit, the bot stops and people are told."
    >
      <Row>
        <Field layout="split" label="Limit each conversation" hint="What people give back to the bot starts anew.">
          <Switch
            checked={antiSpam !== null}
            onCheckedChange={(on) => change({ antiSpam: on ? typed.current : null })}
          />
        </Field>
        {antiSpam && (
          <>
            <NumberField
              label="Counted over"
              unit="hours"
              error={faultAt("antiSpam.periodHours")}
              value={antiSpam.periodHours}
              onChange={(periodHours) => set({ periodHours })}
            />
            <OptionalNumberField
              label="Messages by the customer"
              unit="messages"
              none="No limit"
              error={faultAt("antiSpam.maxMessages")}
              value={antiSpam.maxMessages}
              onChange={(maxMessages) => set({ maxMessages })}
            />
            <OptionalNumberField
              label="The same message again and again"
              unit="times, from 2 to 20"
              none="No limit"
              error={faultAt("antiSpam.maxIdentical")}
              value={antiSpam.maxIdentical}
              onChange={(maxIdentical) => set({ maxIdentical })}
            />
            <OptionalNumberField
              label="Tokens that the model uses"
              unit="tokens, read and written"
              none="No limit"
              error={faultAt("antiSpam.maxTokens")}
              value={antiSpam.maxTokens}
              onChange={(maxTokens) => set({ maxTokens })}
            />
            <Field
              label="What the customer reads then"
              hint="Said once. Leave it empty to say nothing."
              error={faultAt("antiSpam.text")}
            >
              <Textarea
                value={antiSpam.text}
                maxLength={2000}
                onChange={(event) => set({ text: event.target.value })}
              />
            </Field>
          </>
        )}
      </Row>
    </Section>
  );
}
