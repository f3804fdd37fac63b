"use client";

import { Plus, Webhook } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ActionCard } from "./action-card";
import type { SavedAction } from "../action-types";

interface ActionListProps {
  botId: string;
  actions: SavedAction[];
  canEdit: boolean;
}

/** The bot's actions, one card each. */
export function ActionList({ botId, actions, canEdit }: ActionListProps) {
  const add = canEdit && (
    <Button asChild>
      <Link href={`/bots/${botId}/actions/new`}>
        <Plus /> Add action
      </Link>
    </Button>
  );
  return (
    <>
      <div className="mb-6 flex flex-col gap-4 sm:flex-row sm:items-start sm:justify-between">
        <div className="grid gap-1">
          <h2 className="text-16 font-semibold tracking-tight">Actions</h2>
          <p className="max-w-2xl text-14 leading-6 text-muted-foreground">
            What the bot may do besides talking. The model chooses an action by its description and calls your systems.
          </p>
        </div>
        {actions.length > 0 && add}
      </div>
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
