"use client";

import { FormField } from "@/components/actions/fields/form-field";
import { NewTabLink } from "@/components/actions/fields/new-tab-link";
import { SearchableSelect } from "@/components/ui/searchable-select";
import { useSurroundings } from "../../problems/use-scenario-problems";
import { useScenario } from "../../use-scenario";
import { usePanel } from "../panel-context";

interface WebhookFieldProps {
  path: string;
  kind: "fulfilment" | "campaign";
  label: string;
  hint?: string;
  hidesLabel?: boolean;
  /** Null for none; empty if none is chosen yet. */
  value: string | null;
  /** The name of the choice for null; absent if a webhook must be chosen. */
  none?: string;
  onChange: (webhookId: string | null) => void;
}

const NONE = "-";

/** Chooses one of the scenario's webhooks. */
export function WebhookField({ path, kind, value, none, onChange, ...field }: WebhookFieldProps) {
  const { botId } = useScenario();
  const { readOnly } = usePanel();
  const { data, isPending } = useSurroundings();
  const choices = data?.webhooks.filter((webhook) => webhook.kind === kind) ?? [];
  const chosen = choices.find(({ id }) => id === value);
  const isUnverified = kind === "fulfilment" && chosen?.isVerified === false;
  const missing = value ? "Deleted: choose another" : (none ?? "Choose a webhook");
  return (
    <div className="grid min-w-0 gap-1">
      <FormField path={path} {...field}>
        <SearchableSelect
          value={value || NONE}
          disabled={readOnly}
          onValueChange={(id) => onChange(id === NONE ? null : id)}
          shown={chosen?.name ?? (value && isPending ? "Loading…" : missing)}
          searchLabel="Search webhooks"
          options={() => [
            ...(none ? [{ value: NONE, label: none }] : []),
            ...choices.map(({ id, name, isVerified }) => ({
              value: id,
              label: name,
              ...(kind === "fulfilment" && !isVerified && { hint: "not verified" }),
            })),
          ]}
        />
      </FormField>
      {isUnverified && (
        <p className="text-13 text-warning-soft-foreground">It was never verified, so it is not called.</p>
      )}
      {!readOnly && data && choices.length === 0 && (
        <p className="text-13 text-muted-foreground">
          No webhook of this kind exists yet. <NewTabLink href={`/bots/${botId}/scenario/webhooks`}>Add one</NewTabLink>
          , then come back.
        </p>
      )}
    </div>
  );
}
