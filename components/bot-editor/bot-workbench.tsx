"use client";

import { useState } from "react";
import { TestChat } from "@/components/test-chat/test-chat";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { ActionSummary, type ActionListEntry } from "./action-summary";
import type { Bot, ModelOption } from "./bot-types";
import { BuildForm } from "./build-form";

interface BotWorkbenchProps {
  bot: Bot;
  models: ModelOption[];
  actions: ActionListEntry[];
  /** Example questions for the test chat. */
  suggestions: string[];
  canEdit: boolean;
}

/** One half of the switch between editing and testing, styled unlike the tabs above it. */
const half =
  "h-8 flex-1 justify-center rounded-md border-0 data-[state=active]:bg-card data-[state=active]:shadow-raised";

/** The bot's editor and its test chat, side by side if there is room, else as two tabs. */
export function BotWorkbench({ bot, models, actions, suggestions, canEdit }: BotWorkbenchProps) {
  const [shown, setShown] = useState("edit");
  return (
    <Tabs
      value={shown}
      onValueChange={setShown}
      className="lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(22rem,min(40%,28rem))]"
    >
      <TabsList className="mx-4 mt-3 gap-1 rounded-lg bg-secondary p-1 shadow-none sm:mx-8 lg:hidden">
        <TabsTrigger value="edit" className={half}>
          Edit
        </TabsTrigger>
        <TabsTrigger value="try" className={half}>
          Test chat
        </TabsTrigger>
      </TabsList>
      {/* Both stay mounted, so that switching loses neither unsaved text nor the test chat. */}
      <TabsContent value="edit" forceMount className="p-0 data-[state=inactive]:max-lg:hidden">
        <div className="grid max-w-3xl gap-10 px-4 pt-3 pb-8 sm:px-8 sm:pt-5 sm:pb-12">
          <BuildForm bot={bot} models={models} canEdit={canEdit} />
          <ActionSummary botId={bot.id} actions={actions} canEdit={canEdit} />
        </div>
      </TabsContent>
      <TabsContent
        value="try"
        forceMount
        className="p-0 data-[state=inactive]:max-lg:hidden lg:sticky lg:top-(--bot-top) lg:h-[calc(100dvh-var(--bot-top))] lg:border-l"
      >
        <TestChat bot={bot} suggestions={suggestions} canEdit={canEdit} />
      </TabsContent>
    </Tabs>
  );
}
