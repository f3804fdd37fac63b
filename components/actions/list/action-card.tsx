"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Switch } from "@/components/ui/switch";
import type { ActionStep } from "@/server/schemas/action-definition";
import { standardFunctionNamed } from "@/server/schemas/standard-functions";
import type { SavedAction } from "../action-types";
import { useChoiceNames } from "../fields/choices";
import { toStepForm } from "../step-list/edit-steps";
import { stepKindForms } from "../steps/registry";
import { ActionMenu } from "./action-menu";
import { useDuplicate } from "./use-duplicate";

/** A card for one action, with a link to its editor, a switch and a menu. */
export function ActionCard({ action, canEdit }: { action: SavedAction; canEdit: boolean }) {
  const { definition } = action;
  const [firstStep] = definition.steps;
  const { isEnabled, setEnabled, remove } = useActionChanges(action);
  const duplicate = useDuplicate(action.botId);
  return (
    <Card className="relative flex-row items-start gap-3 p-4 transition-colors hover:border-border-strong sm:p-5">
      <div className={cn("grid min-w-0 flex-1 gap-1", !isEnabled && "opacity-65")}>
        <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
          <h3 className="text-14 leading-6 font-semibold break-words">
            {/* The link covers the card; the buttons are layered above it. */}
            <Link
              href={`/bots/${action.botId}/actions/${action.id}`}
              className="rounded-sm outline-none after:absolute after:inset-0 after:rounded-xl after:outline-2 after:outline-offset-2 after:outline-transparent focus-visible:after:outline-ring"
            >
              {definition.name}
            </Link>
          </h3>
          <code className="font-mono text-12 break-all text-muted-foreground">{definition.functionName}</code>
        </div>
        {definition.description && (
          <p className="line-clamp-2 text-14 leading-6 text-muted-foreground">{definition.description}</p>
        )}
        {firstStep && <StepsInShort first={firstStep} more={definition.steps.length - 1} />}
        <NameClash functionName={definition.functionName} />
      </div>
      <div className="relative z-10 flex shrink-0 items-center gap-2">
        <Switch
          aria-label={`${definition.name} is on`}
          checked={isEnabled}
          disabled={!canEdit}
          onCheckedChange={setEnabled}
        />
        {canEdit && <ActionMenu name={definition.name} onDuplicate={() => duplicate(action.id)} onRemove={remove} />}
      </div>
    </Card>
  );
}

/** For actions that are older than the rule: they work, but the bot cannot use the standard function. */
function NameClash({ functionName }: { functionName: string }) {
  const standard = standardFunctionNamed(functionName);
  if (standard === null) return null;
  return (
    <p className="mt-1 flex gap-1.5 text-13 leading-5 text-destructive">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">
        It has the name of the standard function “{standard.title}”, so the bot calls this action instead. Give it
        another function name.
      </span>
    </p>
  );
}

function StepsInShort({ first, more }: { first: ActionStep; more: number }) {
  const names = useChoiceNames();
  const { icon: Icon, summary } = stepKindForms[first.kind];
  return (
    <p className="mt-1 flex min-w-0 items-center gap-1.5 text-12 leading-5">
      <Icon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      <span className="min-w-0 truncate font-mono">{summary(toStepForm(first), names)}</span>
      {more > 0 && (
        <span className="shrink-0 text-muted-foreground">
          + {more} {more === 1 ? "step" : "steps"}
        </span>
      )}
    </p>
  );
}

function useActionChanges({ id, enabled, definition }: SavedAction) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const update = useMutation(trpc.actions.update.mutationOptions());
  const del = useMutation(trpc.actions.delete.mutationOptions());
  const [isEnabled, setIsEnabled] = useState(enabled);

  async function refresh() {
    await queries.invalidateQueries(trpc.bots.pathFilter());
    router.refresh();
  }

  return {
    isEnabled,
    async setEnabled(next: boolean) {
      setIsEnabled(next);
      try {
        await update.mutateAsync({ actionId: id, enabled: next });
      } catch (error) {
        setIsEnabled(!next);
        toast.error(messageOf(error));
      }
      await refresh();
    },
    async remove() {
      await del.mutateAsync({ actionId: id });
      toast.success(`${definition.name} was deleted.`);
      await refresh();
    },
  };
}
