"use client";

import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { AnswerSplit } from "@/server/schemas/bot-behaviour";
import { ChoiceField } from "./choice-field";
import { NumberField } from "./number-field";
import { Row, Section, type SectionProps } from "./section";
import { SplitPreview } from "./split-preview";

const modes = [
  { value: "none", label: "In one message" },
  { value: "paragraph", label: "A message for each paragraph" },
  { value: "sentence", label: "A message for each sentence" },
  { value: "length", label: "Messages up to a maximum length" },
] as const;

/** How answers are split and sent, and the texts around them. */
export function AnswersSection({ value, faultAt, change }: SectionProps) {
  const { split, header, footer } = value;
  const set = (part: Partial<AnswerSplit>) => change({ split: { ...split, ...part } });
  return (
    <Section id="answering" about="Long answers can arrive as several messages, the way people write.">
      <Row>
        <ChoiceField
          label="Send an answer"
          hint={split.mode === "none" ? undefined : "Code blocks and addresses are never split."}
          value={split.mode}
          options={modes}
          onChange={(mode) => set({ mode })}
        />
        {split.mode === "length" && (
          <NumberField
            label="Longest message"
            hint="From 100 to 4,000. Split at the end of a paragraph, a sentence or a word."
            unit="characters"
            error={faultAt("split.maxCharacters")}
            value={split.maxCharacters}
            onChange={(maxCharacters) => set({ maxCharacters })}
          />
        )}
        {split.mode !== "none" && (
          <NumberField
            label="Pause between messages"
            hint="Not on the chat page, which shows messages as they are written."
            unit="seconds"
            error={faultAt("split.pauseSeconds")}
            value={split.pauseSeconds}
            onChange={(pauseSeconds) => set({ pauseSeconds })}
          />
        )}
      </Row>
      <Row>
        <Field
          label="Above each answer"
          hint={
            <>
              Placeholders such as <code className="font-mono">{"{client_name}"}</code> work here and below. The model
              does not see these texts.
            </>
          }
          error={faultAt("header")}
        >
          <Textarea
            value={header}
            maxLength={1000}
            placeholder="Nothing"
            onChange={(event) => change({ header: event.target.value })}
          />
        </Field>
        <Field label="Below each answer" error={faultAt("footer")}>
          <Textarea
            value={footer}
            maxLength={1000}
            placeholder="Nothing"
            onChange={(event) => change({ footer: event.target.value })}
          />
        </Field>
      </Row>
      <Row>
        <SplitPreview split={split} header={header.trim()} footer={footer.trim()} />
      </Row>
    </Section>
  );
}
