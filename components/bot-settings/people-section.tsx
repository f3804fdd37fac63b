"use client";

import { Field } from "@/components/ui/field";
import { LinesField } from "@/components/ui/lines-field";
import { Switch } from "@/components/ui/switch";
import type { BotBehaviour } from "@/server/schemas/bot-behaviour";
import { NumberField, OptionalNumberField } from "./number-field";
import { Example, Row, Section, type SectionProps } from "./section";

/** When people take a conversation, and when the bot gets it back. */
export function PeopleSection({ value, faultAt, change }: SectionProps) {
  const { interception } = value;
  const fault = (key: keyof BotBehaviour["interception"]) => faultAt(`interception.${key}`);
  const set = (part: Partial<BotBehaviour["interception"]>) => change({ interception: { ...interception, ...part } });
  return (
    <Section
      id="people"
      about="What happens when an employee writes to the customer, in the inbox or in your own system."
    >
      <Row>
        <Field
          layout="split"
          label="Stop when an employee writes"
          hint="The bot then stops answering in this conversation until someone gives it back."
        >
          <Switch
            checked={interception.pauseOnEmployee}
            onCheckedChange={(pauseOnEmployee) => set({ pauseOnEmployee })}
          />
        </Field>
        {interception.pauseOnEmployee && <WhenEmployeesWrite {...{ interception, fault, set }} />}
      </Row>
      <Row>
        <LinesField
          label="Stop phrases"
          hint="One per line. A message with exactly this text, from an employee or the customer, stops the bot."
          placeholder={"stop\n/human"}
          error={fault("stopPhrases")}
          value={interception.stopPhrases}
          onChange={(stopPhrases) => set({ stopPhrases })}
        />
        <LinesField
          label="Resume phrases"
          hint="One per line. A message with exactly this text gives the conversation back to the bot. The bot does not answer it."
          placeholder={"/bot\ngo on"}
          error={fault("resumePhrases")}
          value={interception.resumePhrases}
          onChange={(resumePhrases) => set({ resumePhrases })}
        />
        <Example>
          “STOP” and “ stop ” count as “stop”; “Please stop” does not. Phrases are not shown to the model.
        </Example>
      </Row>
    </Section>
  );
}

interface WhenEmployeesWriteProps {
  interception: BotBehaviour["interception"];
  fault: (key: keyof BotBehaviour["interception"]) => string | undefined;
  set: (part: Partial<BotBehaviour["interception"]>) => void;
}

function WhenEmployeesWrite({ interception, fault, set }: WhenEmployeesWriteProps) {
  return (
    <>
      <OptionalNumberField
        label="Take the conversation back after"
        hint="Counted from the last message by an employee. Applies only if such a message stopped the bot, not after a manual pause, a stop phrase, an action, a limit or a failure."
        unit="minutes"
        none="Never"
        error={fault("resumeAfterMinutes")}
        value={interception.resumeAfterMinutes}
        onChange={(resumeAfterMinutes) => set({ resumeAfterMinutes })}
      />
      <NumberField
        label="Ignore the first"
        hint="For systems that greet every customer in an employee's name."
        unit="messages by employees in a conversation"
        error={fault("ignoreFirst")}
        value={interception.ignoreFirst}
        onChange={(ignoreFirst) => set({ ignoreFirst })}
      />
      <LinesField
        label="Phrases that don’t stop the bot"
        hint="One per line: the exact text of automatic messages."
        placeholder="Thank you for your order!"
        error={fault("phrasesThatDoNotIntercept")}
        value={interception.phrasesThatDoNotIntercept}
        onChange={(phrasesThatDoNotIntercept) => set({ phrasesThatDoNotIntercept })}
      />
    </>
  );
}
