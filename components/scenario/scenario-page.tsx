"use client";

import { Webhook } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { SaveMark } from "@/components/bot-editor/autosave/save-mark";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { NavPills } from "@/components/ui/nav-pills";
import { PageHeader } from "@/components/ui/page-header";
import { ConflictNotice } from "./conflict-notice";
import { focusLater, openerId } from "./focus-later";
import { InteractionPanel } from "./panel/interaction-panel";
import { ScenarioProblems } from "./problems/scenario-problems";
import { useLinkedField } from "./problems/use-linked-field";
import { useScenarioAddress } from "./scenario-address";
import { UndoButtons } from "./undo-buttons";
import { type Scenario, type ScenarioDraft, ScenarioProvider, useScenarioStore } from "./use-scenario";
import { views } from "./views";

interface ScenarioPageProps {
  botId: string;
  initial: ScenarioDraft;
  canEdit: boolean;
}

/** The draft of a bot's scenario, in one of its views, with a side panel for the selected interaction. */
export function ScenarioPage(props: ScenarioPageProps) {
  const scenario = useScenarioStore(props);
  const { selected, conflict } = scenario;
  const { view, addressOfView } = useScenarioAddress();
  const { Content } = views.find(({ id }) => id === view) ?? views[0] ?? { Content: () => null };
  useFocusAfterClose(selected?.id ?? null);
  useLinkedField();
  return (
    <ScenarioProvider value={scenario}>
      <div
        className={cn(
          "min-w-0",
          selected && "lg:grid lg:grid-cols-[minmax(0,1fr)] lg:@4xl:grid-cols-[minmax(0,1fr)_minmax(29rem,45%)]",
        )}
      >
        {/* Without room for both, the panel is in the place of the view. */}
        <div className={cn("min-w-0", selected && "lg:@max-4xl:hidden")}>
          {/* The map uses the width that there is. */}
          <PageBody className={cn(view === "map" && "max-w-none")}>
            <PageHeader
              level={2}
              title="Scenario"
              description="What the bot answers word for word, without a model: interactions, their menus and webhooks."
              actions={<PageActions scenario={scenario} />}
            />
            {conflict && conflict.interactionId !== selected?.id && <ConflictNotice className="mb-5" />}
            <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
              <NavPills
                label="Views of the scenario"
                pages={views.map(({ id, label }) => ({ href: addressOfView(id), label, isCurrent: id === view }))}
              />
              <ScenarioProblems />
            </div>
            <Content />
          </PageBody>
        </div>
        {selected && <InteractionPanel key={selected.id} interaction={selected} />}
      </div>
    </ScenarioProvider>
  );
}

function PageActions({ scenario: { botId, canEdit, state, flush, selected } }: { scenario: Scenario }) {
  return (
    <>
      {canEdit ? (
        <>
          {!selected && <SaveMark state={state} onRetry={() => void flush()} />}
          <UndoButtons />
        </>
      ) : (
        <p className="text-13 text-muted-foreground">Your role can view this page but not change it.</p>
      )}
      <Button asChild variant="outline">
        <Link href={`/bots/${botId}/scenario/webhooks`}>
          <Webhook /> Webhooks
        </Link>
      </Button>
    </>
  );
}

/** Returns the focus to what opened the side panel when it closes, unless something else took it. */
function useFocusAfterClose(selectedId: string | null): void {
  const last = useRef<string | null>(null);
  useEffect(() => {
    const before = last.current;
    last.current = selectedId;
    if (selectedId !== null || before === null) return;
    const opener = () => document.getElementById(openerId(before));
    if (opener()) focusLater(opener);
  }, [selectedId]);
}
