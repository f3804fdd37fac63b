"use client";

import { ListTree, Plus } from "lucide-react";
import { toast } from "sonner";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { StartFromTemplate } from "../templates/start-from-template";
import { useScenario } from "../use-scenario";
import { startingScenario } from "../starting-scenario";
import { useInteractionCommands } from "./use-interaction-commands";

/** Says what a scenario is, and offers ways to begin. */
export function EmptyScenario() {
  const { canEdit, edit, select } = useScenario();
  const { add } = useInteractionCommands();

  async function start() {
    const { welcome, change } = startingScenario();
    select(welcome.id);
    const result = await edit(change, { what: "first interactions" });
    if (!result.ok) toast.error(messageOf(result.error));
  }

  return (
    <EmptyState
      icon={<ListTree />}
      title="No scenario yet"
      action={
        canEdit && (
          <>
            <Button onClick={() => void start()}>Start with Welcome and a menu</Button>
            <StartFromTemplate />
            <Button id="add-interaction" variant="outline" onClick={() => add({ name: "New interaction" })}>
              <Plus /> Add interaction
            </Button>
          </>
        )
      }
    >
      A scenario answers word for word, without a model: Welcome greets, menus ask the customer to choose, and each
      interaction says what comes next. Fallback answers when nothing matches.
    </EmptyState>
  );
}
