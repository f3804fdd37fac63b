"use client";

import { FormField } from "@/components/actions/fields/form-field";
import type { ScenarioResponse } from "@/server/schemas/scenario/response";
import { InteractionSelect } from "../fields/interaction-select";
import { NumberBox } from "../fields/number-box";
import { ScenarioTextBox } from "../fields/scenario-text-box";
import { usePanel } from "../panel-context";
import { ActionFields } from "./action-fields";
import { ButtonRows } from "./button-rows";
import { CardRows } from "./card-rows";
import { QuickReplyRows } from "./quick-reply-rows";
import { VariantRows } from "./variant-rows";

interface ResponseFieldsProps {
  response: ScenarioResponse;
  path: string;
  onChange: (response: ScenarioResponse) => void;
}

/** The form of one response, by its kind. */
export function ResponseFields(props: ResponseFieldsProps) {
  const { response, path, onChange } = props;
  return (
    <>
      <Content {...props} />
      {"delaySeconds" in response && (
        <FormField
          path={`${path}.delaySeconds`}
          label="Wait before it is sent"
          layout="split"
          className="[&_label]:text-13 [&_label]:font-normal [&_label]:text-muted-foreground"
        >
          <NumberBox
            value={response.delaySeconds}
            unit="seconds"
            onChange={(delaySeconds) => onChange({ ...response, delaySeconds: delaySeconds ?? 0 })}
          />
        </FormField>
      )}
    </>
  );
}

function Content({ response, path, onChange }: ResponseFieldsProps) {
  const { draft } = usePanel();
  switch (response.kind) {
    case "text":
      return (
        <VariantRows
          path={`${path}.variants`}
          variants={response.variants}
          onChange={(variants) => onChange({ ...response, variants })}
        />
      );
    case "image":
      return (
        <FormField path={`${path}.url`} label="Address of the image" required>
          <ScenarioTextBox
            isLine
            value={response.url}
            placeholder="https://shop.example/image.jpg"
            onChange={(url) => onChange({ ...response, url })}
          />
        </FormField>
      );
    case "quick_replies":
      return (
        <>
          <AboveOptions path={path} text={response.text} onChange={(text) => onChange({ ...response, text })} />
          <QuickReplyRows
            path={`${path}.replies`}
            replies={response.replies}
            onChange={(replies) => onChange({ ...response, replies })}
          />
        </>
      );
    case "buttons":
      return (
        <>
          <AboveOptions path={path} text={response.text} onChange={(text) => onChange({ ...response, text })} />
          <ButtonRows
            path={`${path}.buttons`}
            buttons={response.buttons}
            onChange={(buttons) => onChange({ ...response, buttons })}
          />
        </>
      );
    case "cards":
      return (
        <CardRows
          path={`${path}.cards`}
          cards={response.cards}
          onChange={(cards) => onChange({ ...response, cards })}
        />
      );
    case "go_to":
      return (
        <FormField path={`${path}.interactionId`} label="Go to" hint="What follows below is not done then.">
          <InteractionSelect
            value={response.interactionId}
            newName={`After ${draft.name}`}
            onChange={(interactionId) => onChange({ ...response, interactionId })}
          />
        </FormField>
      );
    case "person":
      return (
        <FormField path={`${path}.reason`} label="Note for the person" aside="Optional">
          <ScenarioTextBox
            isLine
            value={response.reason}
            placeholder="Wants a quote for {{company}}"
            onChange={(reason) => onChange({ ...response, reason })}
          />
        </FormField>
      );
    case "action":
      return <ActionFields response={response} path={path} onChange={onChange} />;
  }
}

interface AboveOptionsProps {
  path: string;
  text: string;
  onChange: (text: string) => void;
}

function AboveOptions({ path, text, onChange }: AboveOptionsProps) {
  return (
    <FormField path={`${path}.text`} label="Text" required>
      <ScenarioTextBox value={text} placeholder="What would you like?" onChange={onChange} />
    </FormField>
  );
}
