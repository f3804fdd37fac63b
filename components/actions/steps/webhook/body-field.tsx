"use client";

import { CornerDownRight, WandSparkles } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { findJsonFault } from "@/server/actions/templates/render-json";
import { kindOfText, type TextKind } from "@/server/actions/templates/render-text-body";
import { fieldId, FormField } from "../../fields/form-field";
import { Segmented } from "../../fields/segmented";
import type { FieldsProps } from "../../step-list/step-kind-form";
import { TemplateBox } from "../../templates/template-box";
import { faultPlace, formatJson, offsetOf, type TextPlace } from "./json-text";
import type { WebhookForm } from "./webhook-form";

const types = [
  { value: "none", label: "None" },
  { value: "json", label: "JSON" },
  { value: "text", label: "Text" },
] as const;

/** The request body: nothing, text, or JSON that is validated while the user types. */
export function BodyField({ step, path, variables, onChange }: FieldsProps<WebhookForm>) {
  const isJson = step.bodyType === "json";
  const fault = isJson ? findJsonFault(step.bodyText) : null;
  const place = fault === null ? null : faultPlace(fault);
  const boxPath = `${path}.body.text`;

  function choose(bodyType: WebhookForm["bodyType"]) {
    onChange(bodyType === "json" && step.bodyText.trim() === "" ? { bodyType, bodyText: "{\n  \n}" } : { bodyType });
  }

  return (
    <div className="grid gap-2">
      <FormField path={`${path}.body.type`} label="Body" isEager>
        <Segmented label="Body" value={step.bodyType} options={types} onChange={choose} />
      </FormField>
      {step.bodyType !== "none" && (
        <FormField
          path={boxPath}
          label={isJson ? "JSON" : "Text"}
          hint={
            isJson
              ? "Write variables in double quotes. Alone in its quotes, a value keeps its type: numbers stay numbers."
              : TEXT_HINTS[textKindOf(step)]
          }
          isEager={isJson}
        >
          <TemplateBox
            key={step.bodyType}
            name="the body"
            kind={step.bodyType}
            faultyLine={place?.line}
            value={step.bodyText}
            variables={variables}
            onChange={(bodyText) => onChange({ bodyText })}
          />
        </FormField>
      )}
      {step.bodyType === "text" && textKindOf(step) === "unknown" && (
        <Alert tone="warning">
          Parley does not know how values are escaped in this content type. A value may hold characters that end a field
          and begin another, so use only values that you trust.
        </Alert>
      )}
      {isJson && (
        <JsonButtons
          place={place}
          onGoTo={(place) => putCaret(fieldId(boxPath), step.bodyText, place)}
          onFormat={() => onChange({ bodyText: formatJson(step.bodyText) })}
        />
      )}
    </div>
  );
}

/** Explains how values in a text body are escaped, by the content type in the headers. */
const TEXT_HINTS: Record<TextKind, string> = {
  plain: "Sent unchanged, with its variables filled in.",
  json: "The content type says that this is JSON: values are escaped within double quotes, and written as JSON outside of them. The kind JSON checks the text as well.",
  form: "The content type says that this is a form: values are percent-encoded, and a field whose value was left out is not sent.",
  markup: "The content type says that this is XML or HTML: values are escaped.",
  unknown: "Sent unchanged. Its variables are filled in without escaping.",
};

function textKindOf({ headers }: WebhookForm): TextKind {
  const contentType = headers.find(({ name }) => name.trim().toLowerCase() === "content-type");
  return kindOfText(contentType?.value ?? "");
}

interface JsonButtonsProps {
  /** The position of the fault; null if there is no fault. */
  place: TextPlace | null;
  onGoTo: (place: TextPlace) => void;
  onFormat: () => void;
}

function JsonButtons({ place, onGoTo, onFormat }: JsonButtonsProps) {
  return (
    <div className="flex flex-wrap gap-2">
      {place && (
        <Button variant="outline" size="sm" onClick={() => onGoTo(place)}>
          <CornerDownRight /> Go to line {place.line}, column {place.column}
        </Button>
      )}
      <Button variant="ghost" size="sm" disabled={place !== null} onClick={onFormat}>
        <WandSparkles /> Format
      </Button>
    </div>
  );
}

/** Moves the caret of a text area to a position and scrolls its line into view. */
function putCaret(boxId: string, text: string, place: TextPlace): void {
  const box = document.getElementById(boxId);
  if (!(box instanceof HTMLTextAreaElement)) return;
  box.focus();
  const offset = offsetOf(text, place);
  box.setSelectionRange(offset, offset);
  box.parentElement?.querySelector(`[data-line="${place.line}"]`)?.scrollIntoView({ block: "nearest" });
}
