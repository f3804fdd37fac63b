"use client";

import { useId, useMemo } from "react";
import { ConflictNotice } from "@/components/bot-editor/autosave/conflict-notice";
import { SaveMark } from "@/components/bot-editor/autosave/save-mark";
import { useBotDraft } from "@/components/bot-editor/autosave/use-bot-draft";
import type { Bot, ModelOption } from "@/components/bot-editor/bot-types";
import { type BotBehaviour, botBehaviour } from "@/server/schemas/bot-behaviour";
import { AnswersSection } from "./answers-section";
import { FailureSection } from "./failure-section";
import { findFaults } from "./find-faults";
import { HoursSection } from "./hours-section";
import { KnowledgeSection } from "./knowledge/knowledge-section";
import { LimitsSection } from "./limits-section";
import { MessagesSection } from "./messages-section";
import { PeopleSection } from "./people-section";
import { SectionIndex } from "./section-index";

interface BehaviourFormProps {
  bot: Bot;
  models: ModelOption[];
  userId: string;
  canEdit: boolean;
}

/** The parts that are merged separately when two people change them. */
const labels: Record<keyof BotBehaviour, string> = {
  interception: "When an employee writes",
  fallbackModel: "Fallback model",
  handOverOnFailure: "Hand over when the bot cannot answer",
  mergeSeconds: "Wait for more messages",
  history: "What it remembers",
  workingHours: "Working hours",
  split: "Send an answer",
  header: "Above each answer",
  footer: "Below each answer",
  antiSpam: "Limit each conversation",
  replyLanguage: "Reply language",
  languages: "Languages",
  knowledge: "Knowledge base",
};

/** How the bot behaves in a conversation. Changes to the draft are saved automatically, and published with the rest. */
export function BehaviourForm({ bot, models, userId, canEdit }: BehaviourFormProps) {
  const heading = useId();
  const { draft, state, change, flush, conflict, resolve } = useBotDraft<BotBehaviour>(bot, {
    part: "behaviour",
    userId,
    schema: botBehaviour,
    partOf: ({ behaviour }) => behaviour,
    toChanges: (behaviour) => ({ behaviour }),
    canEdit,
  });
  const faults = useMemo(() => findFaults(draft), [draft]);
  const section = { value: draft, faultAt: (path: string) => faults.get(path), change };
  return (
    <section
      aria-labelledby={heading}
      className="page-x grid w-full grid-cols-[minmax(0,1fr)] [--section-top:calc(var(--bot-top)+6.5rem)] @4xl:[--section-top:calc(var(--bot-top)+4rem)] pt-3 pb-10 sm:pt-5 sm:pb-14"
    >
      <div className="sticky top-(--bot-top) z-20 -mx-1 flex max-w-page flex-wrap items-center justify-between gap-x-4 gap-y-1 bg-background px-1 py-3">
        <h2 id={heading} className="shrink-0 text-16 font-semibold">
          How the bot behaves
        </h2>
        {canEdit ? (
          <SaveMark state={state} onRetry={() => void flush()} />
        ) : (
          <p className="text-13 text-muted-foreground">Your role can view this page but not change it.</p>
        )}
      </div>
      <p className="mb-5 max-w-page text-14 leading-6 text-muted-foreground">
        Customers see changes after you publish the bot; the test chat uses them immediately.
      </p>
      <div className="max-w-page not-empty:mb-5">
        <ConflictNotice conflict={conflict} labels={labels} onResolve={resolve} />
      </div>
      <div className="max-w-page @4xl:grid @4xl:grid-cols-[minmax(0,1fr)_9rem] @4xl:items-start @4xl:gap-10">
        <SectionIndex />
        <fieldset disabled={!canEdit} className="grid min-w-0 gap-8">
          <legend className="sr-only">Behaviour</legend>
          <MessagesSection {...section} />
          <AnswersSection {...section} />
          <KnowledgeSection {...section} canEdit={canEdit} />
          <PeopleSection {...section} />
          <FailureSection {...section} models={models} model={bot.model} canEdit={canEdit} />
          <HoursSection {...section} botTimeZone={bot.timeZone} />
          <LimitsSection {...section} />
        </fieldset>
      </div>
    </section>
  );
}
