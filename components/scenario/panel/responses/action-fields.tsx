"use client";

import { useQuery } from "@tanstack/react-query";
import { ChoicePicker } from "@/components/actions/fields/choice-picker";
import { FormField } from "@/components/actions/fields/form-field";
import { NewTabLink } from "@/components/actions/fields/new-tab-link";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Checkbox } from "@/components/ui/checkbox";
import type { ScenarioResponse } from "@/server/schemas/scenario/response";
import { useScenario } from "../../use-scenario";
import { ScenarioTextBox } from "../fields/scenario-text-box";

type ActionResponse = Extract<ScenarioResponse, { kind: "action" }>;

interface ActionFieldsProps {
  response: ActionResponse;
  path: string;
  onChange: (response: ActionResponse) => void;
}

/** Which action is called, and with which arguments. */
export function ActionFields({ response, path, onChange }: ActionFieldsProps) {
  const { botId } = useScenario();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.actions.list.queryOptions({ botId }));
  return (
    <>
      <FormField path={`${path}.actionId`} label="Action" required>
        <ChoicePicker
          value={response.actionId}
          choices={data}
          error={error}
          placeholder="Choose an action"
          whenNone={
            <>
              This bot has no action yet. <NewTabLink href={`/bots/${botId}/actions/new`}>Create one</NewTabLink>, then
              come back.
            </>
          }
          onRetry={() => void refetch()}
          onChange={(actionId) => onChange({ ...response, actionId, arguments: {} })}
        />
      </FormField>
      {response.actionId !== "" && <Arguments response={response} path={path} onChange={onChange} />}
      <FormField path={`${path}.saysResult`} label="Send its result to the customer" layout="inline">
        <Checkbox
          checked={response.saysResult}
          onCheckedChange={(checked) => onChange({ ...response, saysResult: checked === true })}
        />
      </FormField>
    </>
  );
}

function Arguments({ response, path, onChange }: ActionFieldsProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.actions.get.queryOptions({ actionId: response.actionId }));
  return data?.definition.arguments.map(({ name, description, required }) => (
    <FormField
      key={name}
      path={`${path}.arguments.${name}`}
      label={name}
      hint={description}
      {...(required ? { required } : { aside: "Optional" })}
    >
      <ScenarioTextBox
        isLine
        value={response.arguments[name] ?? ""}
        placeholder="A text, or {{a variable}}"
        onChange={(text) => onChange({ ...response, arguments: { ...response.arguments, [name]: text } })}
      />
    </FormField>
  ));
}
