import { Webhook } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LocalTime } from "@/components/ui/local-time";
import { VerificationState } from "./webhook-state";
import { kindTexts, type ListedWebhook, webhookPath } from "./webhook-types";

interface WebhookListProps {
  botId: string;
  webhooks: ListedWebhook[];
  /** The button that adds a webhook, for users who may. */
  add: ReactNode;
}

/** The webhooks of a bot's scenario, each with a link to its page. */
export function WebhookList({ botId, webhooks, add }: WebhookListProps) {
  if (webhooks.length === 0) {
    return (
      <EmptyState icon={<Webhook />} title="No webhooks yet" action={add}>
        A webhook connects the scenario to your system. A <em>fulfilment</em> webhook is asked when an interaction
        answers, and adds to the answer. A <em>campaign</em> webhook is told which menu row a customer chose, or what
        they wrote.
      </EmptyState>
    );
  }
  return (
    <Card className="gap-0 py-0">
      <ul aria-label="Webhooks" className="divide-y">
        {webhooks.map((webhook) => (
          <WebhookItem key={webhook.id} botId={botId} webhook={webhook} />
        ))}
      </ul>
    </Card>
  );
}

function WebhookItem({ botId, webhook }: { botId: string; webhook: ListedWebhook }) {
  const { id, name, url, config, uses } = webhook;
  return (
    <li className="relative grid min-w-0 gap-1.5 px-4 py-3.5 hover:bg-accent sm:px-5">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3 className="text-14 font-medium wrap-anywhere">
          <Link
            href={webhookPath(botId, id)}
            className="outline-none after:absolute after:inset-0 after:outline-2 after:-outline-offset-2 after:outline-transparent focus-visible:after:outline-ring"
          >
            {name}
          </Link>
        </h3>
        <Badge>{kindTexts[config.kind].label}</Badge>
        {config.kind === "fulfilment" && <Badge tone="outline">Schema {config.schema}</Badge>}
      </div>
      <p className="font-mono text-12 break-all text-muted-foreground">{url}</p>
      <VerificationState webhook={webhook} />
      <p className="text-13 wrap-anywhere text-muted-foreground">
        {uses.length === 0 ? "Not used by any interaction" : `Used by ${uses.map((use) => use.name).join(", ")}`}
      </p>
      <LastCall webhook={webhook} />
    </li>
  );
}

function LastCall({ webhook: { lastCall, failures24h } }: { webhook: ListedWebhook }) {
  if (!lastCall) return <p className="text-13 text-muted-foreground">Not called yet</p>;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-muted-foreground tabular-nums">
      <span>
        Last call <LocalTime at={lastCall.at} />: {lastCallTexts[lastCall.status]}
      </span>
      {failures24h > 0 && <Badge tone="warning">{failures24h} failed in 24 h</Badge>}
    </p>
  );
}

const lastCallTexts = { sent: "received", failed: "failed", sending: "under way" };
