"use client";

import { goneModel, ModelSelect } from "@/components/bot-editor/model-select";
import type { Bot, ModelOption } from "@/components/bot-editor/bot-types";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { isSameModel } from "@/server/schemas/model-choice";
import { Row, Section, type SectionProps } from "./section";

interface FailureSectionProps extends SectionProps {
  models: ModelOption[];
  /** The bot's own model. */
  model: Bot["model"];
  canEdit: boolean;
}

/** What happens if the bot's model cannot answer: another model is asked, then people. */
export function FailureSection({ value, change, models, model, canEdit }: FailureSectionProps) {
  const { fallbackModel } = value;
  const isSame = fallbackModel !== null && isSameModel(fallbackModel, model);
  const same = "This is the bot’s own model. Choose another one, best of another provider.";
  return (
    <Section id="failure" about="Providers have outages and limits. A second model keeps the bot answering.">
      <Row>
        <Field
          label="Fallback model"
          hint="Asked when the bot’s model does not answer, answers too late, reports an error (429 or 5xx) or its provider was removed. Not asked after the customer has seen part of an answer."
          error={isSame ? same : goneModel(models, fallbackModel)}
        >
          <ModelSelect
            models={models}
            value={fallbackModel}
            none="None"
            disabled={!canEdit}
            onChange={(chosen) => change({ fallbackModel: chosen })}
          />
        </Field>
      </Row>
      <Row>
        <Field
          layout="split"
          label="Hand over when the bot cannot answer"
          hint="When every model fails, the customer gets the fallback text and the conversation is handed over to people."
        >
          <Switch
            checked={value.handOverOnFailure}
            onCheckedChange={(handOverOnFailure) => change({ handOverOnFailure })}
          />
        </Field>
      </Row>
    </Section>
  );
}
