"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { CampaignForm } from "./form/campaign-form";
import { FulfilmentForm } from "./form/fulfilment-form";
import { kindTexts, type WebhookKind, webhookPath } from "./webhook-types";

interface NewWebhookProps {
  botId: string;
  /** Preselected. */
  kind: WebhookKind;
}

/** Adds a webhook: its kind first, because it decides the rest of the form. */
export function NewWebhook({ botId, kind: first }: NewWebhookProps) {
  const router = useRouter();
  const [kind, setKind] = useState(first);
  const target = { botId, onSaved: (id: string) => router.push(webhookPath(botId, id)) };
  return (
    <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-6">
      <fieldset className="grid gap-2 @lg:grid-cols-2">
        <legend className="mb-1.5 text-14 font-medium">Kind</legend>
        {(["fulfilment", "campaign"] as const).map((offered) => (
          <KindOption key={offered} kind={offered} chosen={kind === offered} onChoose={setKind} />
        ))}
      </fieldset>
      {kind === "fulfilment" ? (
        <FulfilmentForm webhook={null} {...target} />
      ) : (
        <CampaignForm webhook={null} {...target} />
      )}
    </div>
  );
}

interface KindOptionProps {
  kind: WebhookKind;
  chosen: boolean;
  onChoose: (kind: WebhookKind) => void;
}

function KindOption({ kind, chosen, onChoose }: KindOptionProps) {
  const { label, offer } = kindTexts[kind];
  return (
    <label className="grid cursor-pointer content-start gap-0.5 rounded-lg border bg-card p-3.5 shadow-raised transition-colors hover:border-border-strong has-checked:border-primary has-checked:ring-1 has-checked:ring-primary has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring">
      <input
        type="radio"
        name="kind"
        value={kind}
        checked={chosen}
        onChange={() => onChoose(kind)}
        className="sr-only"
      />
      <span className="text-14 font-medium">{label}</span>
      <span className="text-13 leading-5 text-muted-foreground">{offer}</span>
    </label>
  );
}
