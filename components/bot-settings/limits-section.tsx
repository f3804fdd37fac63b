"use client";

import { useRef } from "react";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { type AntiSpam, usualLimits } from "@/server/schemas/bot-behaviour";
import { NumberField, OptionalNumberField } from "./number-field";
import { Row, Section, type SectionProps } from "./section";

/** How much one customer can use the bot. */
export function LimitsSection({ value, faultAt, change }: SectionProps) {
  const { antiSpam } = value;
  // Switching the limits off and on again restores them.
  const typed = useRef(antiSpam ?? usualLimits);
  function set(part: Partial<AntiSpam>) {
    typed.current = { ...typed.current, ...part };
    change({ antiSpam: typed.current });
  }
  return (
    <Section
      id="limits"
      about="Against spam and runaway costs: when a conversation exceeds a limit, the bot stops and your team is notified."
    >
      <Row>
        <Field
          layout="split"
          label="Limit each conversation"
          hint="Giving a conversation back to the bot resets its counts."
        >
          <Switch
            checked={antiSpam !== null}
            onCheckedChange={(on) => change({ antiSpam: on ? typed.current : null })}
          />
        </Field>
        {antiSpam && (
          <>
            <NumberField
              label="Counting period"
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
              label="Repeats of the same message"
              unit="times, from 2 to 20"
              none="No limit"
              error={faultAt("antiSpam.maxIdentical")}
              value={antiSpam.maxIdentical}
              onChange={(maxIdentical) => set({ maxIdentical })}
            />
            <OptionalNumberField
              label="Tokens used by the model"
              unit="tokens, in and out"
              none="No limit"
              error={faultAt("antiSpam.maxTokens")}
              value={antiSpam.maxTokens}
              onChange={(maxTokens) => set({ maxTokens })}
            />
            <Field
              label="Message to the customer"
              hint="Sent once. Leave it empty to send nothing."
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
