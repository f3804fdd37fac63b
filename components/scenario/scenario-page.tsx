"use client";

import { Webhook } from "lucide-react";
import Link from "next/link";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { NavPills } from "@/components/ui/nav-pills";
import { PageHeader } from "@/components/ui/page-header";
import { ScenarioProblems } from "./problems/scenario-problems";
import { useScenarioAddress } from "./scenario-address";
import { type ScenarioDraft, ScenarioProvider, useScenarioStore } from "./use-scenario";
import { views } from "./views";

interface ScenarioPageProps {
  botId: string;
  initial: ScenarioDraft;
  canEdit: boolean;
}

/** The draft of a bot's scenario, in one of its views, with a side panel for the selected interaction. */
export function ScenarioPage(props: ScenarioPageProps) {
  const scenario = useScenarioStore(props);
  const { view, addressOfView } = useScenarioAddress();
  const { Content } = views.find(({ id }) => id === view) ?? views[0] ?? { Content: () => null };
  return (
    <ScenarioProvider value={scenario}>
      {/* The map uses the width that there is. */}
      <PageBody className={cn(view === "map" && "max-w-none")}>
        <PageHeader
          level={2}
          title="Scenario"
          description="What the bot answers word for word, without a model: interactions, their menus and webhooks."
          actions={
            <Button asChild variant="outline">
              <Link href={`/bots/${props.botId}/scenario/webhooks`}>
                <Webhook /> Webhooks
              </Link>
            </Button>
          }
        />
        <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
          <NavPills
            label="Views of the scenario"
            pages={views.map(({ id, label }) => ({ href: addressOfView(id), label, isCurrent: id === view }))}
          />
          <ScenarioProblems />
        </div>
        <Content />
      </PageBody>
    </ScenarioProvider>
  );
}
