"use client";

import { Plus, Webhook } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { ActionCard } from "./action-card";
import type { SavedAction } from "../action-types";

interface ActionListProps {
  botId: string;
  actions: SavedAction[];
  canEdit: boolean;
  /** Links to the other pages of the tab. */
  nav: ReactNode;
}

/** The bot's actions, one card each. */
export function ActionList({ botId, actions, canEdit, nav }: ActionListProps) {
  const add = canEdit && (
    <Button asChild variant={actions.length > 0 ? "outline" : "primary"}>
      <Link href={`/bots/${botId}/actions/new`}>
        <Plus /> Add action
      </Link>
    </Button>
  );
  return (
    <>
      <PageHeader
        level={2}
        title="Actions"
        description="What the bot may do besides talking. The model chooses an action by its description and calls your systems."
        actions={actions.length > 0 && add}
      />
      {nav}
      {actions.length === 0 ? (
        <EmptyState icon={<Webhook />} title="No actions yet" action={add}>
          An action lets the bot use your systems, tables and other bots: look up an order, book an appointment, open a
          ticket.
        </EmptyState>
      ) : (
        <ul className="grid gap-3">
          {actions.map((action) => (
            <li key={action.id} className="min-w-0">
              <ActionCard action={action} canEdit={canEdit} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
