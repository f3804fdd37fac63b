"use client";

import { useQuery } from "@tanstack/react-query";
import { NewTabLink } from "@/components/actions/fields/new-tab-link";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { type WebhookKind, webhookPath } from "./webhook-types";

interface WebhookSelectProps {
  botId: string;
  /** Only webhooks of this kind are offered. */
  kind: WebhookKind;
  /** The chosen webhook's id; null for none. */
  value: string | null;
  onChange: (webhookId: string | null) => void;
  /** The text for no webhook; without it, one must be chosen. */
  none?: string;
  disabled?: boolean;
}

/** The value of "no webhook": a select's item can't have an empty value. */
const NONE = "none:";

/** Chooses one of a bot's webhooks. Inside a Field, it uses the field's label and error. */
export function WebhookSelect({ botId, kind, value, onChange, none, disabled = false }: WebhookSelectProps) {
  const trpc = useTRPC();
  // Fetched again when the user returns from the tab in which a webhook was added.
  const list = useQuery(
    trpc.scenarioWebhooks.list.queryOptions({ botId }, { staleTime: 0, refetchOnWindowFocus: true }),
  );
  const offered = (list.data ?? []).filter(({ config }) => config.kind === kind);
  const isKnown = value === null || offered.some(({ id }) => id === value);
  return (
    <div className="grid gap-1.5">
      <Select
        value={value ?? (none === undefined ? "" : NONE)}
        onValueChange={(chosen) => onChange(chosen === NONE ? null : chosen)}
        disabled={disabled}
      >
        <SelectTrigger>
          <SelectValue placeholder="Choose a webhook" />
        </SelectTrigger>
        <SelectContent>
          {none !== undefined && <SelectItem value={NONE}>{none}</SelectItem>}
          {!isKnown && <SelectItem value={value}>{list.isPending ? "…" : "Deleted webhook"}</SelectItem>}
          {offered.map((webhook) => (
            <SelectItem key={webhook.id} value={webhook.id} hint={hintOf(kind, webhook.verifiedAt)}>
              {webhook.name}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <p className="text-13">
        <NewTabLink href={`${webhookPath(botId, "new")}?kind=${kind}`}>Add a webhook</NewTabLink>
      </p>
    </div>
  );
}

function hintOf(kind: WebhookKind, verifiedAt: string | null): string | undefined {
  return kind === "fulfilment" && verifiedAt === null ? "Not verified" : undefined;
}
