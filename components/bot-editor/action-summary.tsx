import type { inferRouterOutputs } from "@trpc/server";
import { ChevronRight, Plus, Webhook } from "lucide-react";
import Link from "next/link";
import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { standardFunctionNamed } from "@/server/schemas/standard-functions";
import type { AppRouter } from "@/server/trpc/root";

export type ActionListEntry = Pick<
  inferRouterOutputs<AppRouter>["actions"]["list"][number],
  "id" | "name" | "functionName" | "enabled"
>;

interface ActionSummaryProps {
  botId: string;
  actions: ActionListEntry[];
  canEdit: boolean;
}

/** The bot's actions, each linked to its page. */
export function ActionSummary({ botId, actions, canEdit }: ActionSummaryProps) {
  const heading = useId();
  const add = canEdit && (
    <Button asChild size="sm" variant="outline">
      <Link href={`/bots/${botId}/actions/new`}>
        <Plus /> Add action
      </Link>
    </Button>
  );
  return (
    <section aria-labelledby={heading} className="grid gap-3">
      <div className="flex items-center justify-between gap-3">
        <div className="grid gap-0.5">
          <h2 id={heading} className="text-16 font-semibold">
            What the bot can do
          </h2>
          <p className="text-13 leading-5 text-muted-foreground">
            Actions: calls to your systems, tables and other bots.
          </p>
        </div>
        {actions.length > 0 && add}
      </div>
      {actions.length === 0 ? (
        <EmptyState icon={<Webhook />} title="No actions yet" action={add} className="py-8">
          An action lets the bot use your systems, tables and other bots: look up an order, book an appointment.
        </EmptyState>
      ) : (
        <ul className="divide-y overflow-hidden rounded-xl border bg-card shadow-raised">
          {actions.map((action) => (
            <li key={action.id}>
              <Link
                href={`/bots/${botId}/actions/${action.id}`}
                className="flex items-center gap-3 px-4 py-3 outline-2 -outline-offset-2 outline-transparent hover:bg-accent focus-visible:outline-ring"
              >
                <Webhook aria-hidden className="size-4 shrink-0 text-muted-foreground" />
                <span className="grid min-w-0 flex-1">
                  <span className="truncate text-14 font-medium">{action.name}</span>
                  <code className="truncate font-mono text-12 text-muted-foreground">{action.functionName}</code>
                </span>
                {standardFunctionNamed(action.functionName) && <Badge tone="danger">Rename its function</Badge>}
                {!action.enabled && <Badge>Off</Badge>}
                <ChevronRight aria-hidden className="size-4 text-muted-foreground" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
