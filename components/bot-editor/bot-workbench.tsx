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
  canEdit: boolean;
}

/** What a bot knows and may do, beside the chat that tries it: side by side where there is room, else as two tabs. */
export function BotWorkbench({ bot, models, actions, canEdit }: BotWorkbenchProps) {
  const [shown, setShown] = useState("edit");
  return (
    <Tabs value={shown} onValueChange={setShown} className="lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(22rem,28rem)]">
      <TabsList className="px-4 sm:px-8 lg:hidden">
        <TabsTrigger value="edit">Edit</TabsTrigger>
        <TabsTrigger value="try">Test chat</TabsTrigger>
      </TabsList>
      {/* Both stay mounted, so that neither an unsaved word nor the test chat is lost by looking at the other. */}
      <TabsContent value="edit" forceMount className="p-0 data-[state=inactive]:max-lg:hidden">
        <div className="grid max-w-3xl gap-8 px-4 py-6 sm:px-8 sm:py-8">
          <BuildForm bot={bot} models={models} canEdit={canEdit} />
          <ActionSummary botId={bot.id} actions={actions} canEdit={canEdit} />
        </div>
      </TabsContent>
      <TabsContent
        value="try"
        forceMount
        className="p-0 data-[state=inactive]:max-lg:hidden lg:sticky lg:top-0 lg:h-dvh lg:border-l"
      >
        <TestChat bot={bot} canEdit={canEdit} />
      </TabsContent>
    </Tabs>
  );
}
