"use client";

import Link from "next/link";
import { Field } from "@/components/ui/field";
import { LinesField } from "@/components/ui/lines-field";
import { NumberInput } from "@/components/ui/number-input";
import { Switch } from "@/components/ui/switch";
import type { BotKnowledge } from "@/server/schemas/knowledge/bot-knowledge";
import { ChoiceField } from "../choice-field";
import { Row, Section, type SectionProps } from "../section";
import { SourcesField } from "./sources-field";

const whenNothing = [
  { value: "say_so", label: "Say that it does not know" },
  { value: "ask_back", label: "Ask the customer for more details" },
  { value: "hand_over", label: "Hand the conversation over to people" },
] as const;

const readsUrls = [
  { value: "off", label: "Never" },
  { value: "listed", label: "Only of the hosts that you list" },
  { value: "any", label: "Of any public host" },
] as const;

/** Which part of the workspace's knowledge base the bot uses, and how it answers from it. */
export function KnowledgeSection({ value, faultAt, change, canEdit }: SectionProps & { canEdit: boolean }) {
  const { knowledge } = value;
  const fault = (key: keyof BotKnowledge) => faultAt(`knowledge.${key}`);
  const set = (part: Partial<BotKnowledge>) => change({ knowledge: { ...knowledge, ...part } });
  return (
    <Section
      id="knowledge"
      about="The bot searches your sources for each question, and answers only from what it finds there."
    >
      <Row>
        <Field
          layout="split"
          label="Answer from the knowledge base"
          hint={
            <>
              You add texts, files and sites under{" "}
              <Link href="/knowledge" className="rounded-sm text-primary underline underline-offset-2 focus-ring">
                Knowledge
              </Link>
              .
            </>
          }
        >
          <Switch checked={knowledge.isOn} onCheckedChange={(isOn) => set({ isOn })} />
        </Field>
        {knowledge.isOn && (
          <SourcesField
            sourceIds={knowledge.sourceIds}
            allQuestions={knowledge.allQuestions}
            error={fault("sourceIds")}
            canEdit={canEdit}
            onChange={set}
          />
        )}
      </Row>
      {knowledge.isOn && <AnswerRow knowledge={knowledge} fault={fault} set={set} />}
      <Row>
        <ChoiceField
          label="Read pages whose address a customer sends"
          hint="The bot reads the page once, for its answer. It is not added to the knowledge base."
          value={knowledge.readsUrls}
          options={readsUrls}
          onChange={(readsUrls) => set({ readsUrls })}
        />
        {knowledge.readsUrls === "listed" && (
          <LinesField
            label="Hosts"
            hint="One per line, without https:// and path."
            placeholder={"shop.example.com\ndocs.example.com"}
            error={fault("readableHosts")}
            value={knowledge.readableHosts}
            onChange={(readableHosts) => set({ readableHosts })}
          />
        )}
      </Row>
    </Section>
  );
}

interface AnswerRowProps {
  knowledge: BotKnowledge;
  fault: (key: keyof BotKnowledge) => string | undefined;
  set: (part: Partial<BotKnowledge>) => void;
}

function AnswerRow({ knowledge, fault, set }: AnswerRowProps) {
  return (
    <Row>
      <Field
        label="Likeness of a direct question, in percent"
        hint="From 30 to 100. From this on, its answer is sent as written; 100 takes only the same words."
        error={fault("directThreshold")}
      >
        <NumberInput
          value={Number((knowledge.directThreshold * 100).toPrecision(12))}
          onChange={(percent) => set({ directThreshold: percent / 100 })}
        />
      </Field>
      <ChoiceField
        label="If nothing fits the question"
        value={knowledge.whenNothing}
        options={whenNothing}
        onChange={(chosen) => set({ whenNothing: chosen })}
      />
      <Field
        layout="split"
        label="Show customers the sources"
        hint="Below an answer, with a link to pages of your sites. Your team always sees them in the inbox."
      >
        <Switch checked={knowledge.showsSources} onCheckedChange={(showsSources) => set({ showsSources })} />
      </Field>
    </Row>
  );
}
