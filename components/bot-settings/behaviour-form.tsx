"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useMemo, useState } from "react";
import type { Bot } from "@/components/bot-editor/bot-types";
import { SaveMark } from "@/components/bot-editor/save-mark";
import { useAutosave } from "@/components/bot-editor/use-autosave";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { BotBehaviour } from "@/server/schemas/bot-behaviour";
import { AnswersSection } from "./answers-section";
import { findFaults } from "./find-faults";
import { HoursSection } from "./hours-section";
import { LimitsSection } from "./limits-section";
import { MessagesSection } from "./messages-section";
import { PeopleSection } from "./people-section";

interface BehaviourFormProps {
  bot: Pick<Bot, "id" | "behaviour" | "timeZone">;
  canEdit: boolean;
}

/** How the bot behaves in a conversation. Changes to the draft are saved automatically, and published with the rest. */
export function BehaviourForm({ bot, canEdit }: BehaviourFormProps) {
  const heading = useId();
  const { draft, faults, state, change, flush } = useDraft(bot);
  const section = { value: draft, faultAt: (path: string) => faults.get(path), change };
  return (
    <section aria-labelledby={heading} className="page-x grid w-full pt-3 pb-10 sm:pt-5 sm:pb-14">
      <div className="sticky top-(--bot-top) z-20 -mx-1 flex max-w-page flex-wrap items-center justify-between gap-x-4 gap-y-1 bg-background px-1 py-3">
        <h2 id={heading} className="shrink-0 text-16 font-semibold tracking-tight">
          How the bot behaves
        </h2>
        {canEdit ? (
          <SaveMark state={faults.size === 0 ? state : "incomplete"} onRetry={flush} />
        ) : (
          <p className="text-13 text-muted-foreground">Your role can view this page but not change it.</p>
        )}
      </div>
      <p className="mb-5 max-w-page text-14 leading-6 text-muted-foreground">
        Customers see changes after you publish the bot; the test chat uses them immediately.
      </p>
      <fieldset disabled={!canEdit} className="grid max-w-page min-w-0 gap-8">
        <legend className="sr-only">Behaviour</legend>
        <PeopleSection {...section} />
        <MessagesSection {...section} />
        <AnswersSection {...section} />
        <HoursSection {...section} botTimeZone={bot.timeZone} />
        <LimitsSection {...section} />
      </fieldset>
    </section>
  );
}

function useDraft(bot: BehaviourFormProps["bot"]) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.bots.update.mutationOptions());
  const [draft, setDraft] = useState<BotBehaviour>(bot.behaviour);
  const faults = useMemo(() => findFaults(draft), [draft]);
  const { state, change, flush } = useAutosave(async (behaviour: BotBehaviour) => {
    await update.mutateAsync({ botId: bot.id, behaviour });
    await queries.invalidateQueries(trpc.bots.pathFilter());
  });
  return {
    draft,
    faults,
    state,
    flush,
    change(part: Partial<BotBehaviour>) {
      const next = { ...draft, ...part };
      setDraft(next);
      // Invalid values are not sent, since the server would reject them; the field shows the fault.
      if (findFaults(next).size === 0) change(next);
    },
  };
}
