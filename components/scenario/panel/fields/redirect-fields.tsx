"use client";

import { useBotChoices } from "@/components/actions/fields/choices";
import { FormField } from "@/components/actions/fields/form-field";
import { SearchableSelect } from "@/components/ui/searchable-select";
import type { RowRedirect } from "@/server/schemas/scenario/redirect";
import { useScenario } from "../../use-scenario";
import { usePanel } from "../panel-context";
import { ChoiceBox } from "./choice-box";
import { InteractionSelect } from "./interaction-select";
import { emptyRedirect, redirectTypes, type RedirectType } from "./redirect-types";
import { WebhookField } from "./webhook-field";

interface RedirectFieldsProps {
  path: string;
  value: RowRedirect;
  types: readonly RedirectType[];
  /** What is redirected, in the labels, such as "row 2". */
  what?: string;
  /** The name of an interaction that is made from here. */
  newName: string;
  /** Whether wide screens show the labels to screen readers only. */
  hidesLabels?: boolean;
  onChange: (value: RowRedirect) => void;
}

/** The type and the target of a redirect. */
export function RedirectFields(props: RedirectFieldsProps) {
  const { path, value, types, what, hidesLabels = false, onChange } = props;
  return (
    <div className="grid min-w-0 gap-2 @sm:grid-cols-[8.5rem_minmax(0,1fr)]">
      <FormField path={`${path}.type`} label={named("Redirect type", what)} hidesLabel={hidesLabels}>
        <ChoiceBox
          value={value.type}
          options={types.map((type) => redirectTypes[type])}
          onChange={(type) => onChange(emptyRedirect(type))}
        />
      </FormField>
      <Target {...props} />
    </div>
  );
}

function named(label: string, what: string | undefined): string {
  return what ? `${label} of ${what}` : label;
}

function Target({ path, value, what, newName, hidesLabels = false, onChange }: RedirectFieldsProps) {
  if (value.type === "webhook") {
    return (
      <WebhookField
        path={path}
        kind="campaign"
        label={named("Webhook", what)}
        hidesLabel={hidesLabels}
        value={value.webhookId}
        onChange={(webhookId) => onChange({ type: "webhook", webhookId: webhookId ?? "" })}
      />
    );
  }
  if (value.type === "campaign") {
    return (
      <FormField path={path} label={named("Redirect to", what)} hidesLabel={hidesLabels}>
        <BotSelect value={value.botId} onChange={(botId) => onChange({ type: "campaign", botId })} />
      </FormField>
    );
  }
  if (value.type !== "interaction") return null;
  return (
    <FormField path={path} label={named("Redirect to", what)} hidesLabel={hidesLabels}>
      <InteractionSelect
        value={value.interactionId}
        newName={newName}
        onChange={(interactionId) => onChange({ type: "interaction", interactionId })}
      />
    </FormField>
  );
}

function BotSelect({ value, onChange }: { value: string; onChange: (botId: string) => void }) {
  const { botId } = useScenario();
  const { readOnly } = usePanel();
  const { data: bots, isPending } = useBotChoices();
  const others = bots?.filter(({ id }) => id !== botId) ?? [];
  const gone = isPending ? "Loading…" : "Deleted: choose another";
  return (
    <SearchableSelect
      value={value}
      disabled={readOnly}
      onValueChange={onChange}
      shown={others.find(({ id }) => id === value)?.name ?? (value === "" ? "Choose a bot" : gone)}
      searchLabel="Search bots"
      options={() =>
        others.map(({ id, name, isPublished }) => ({
          value: id,
          label: name,
          ...(!isPublished && { hint: "not published yet" }),
        }))
      }
    />
  );
}
