"use client";

import { useContext, useState, type ClipboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { looksLikeCurl } from "@/server/actions/import/curl/looks-like-curl";
import { CurlDialog } from "../../import/curl-dialog";
import { fieldId, FormField } from "../../fields/form-field";
import type { FieldsProps } from "../../step-list/step-kind-form";
import { StepSurroundings } from "../../step-list/step-surroundings";
import { TemplateBox } from "../../templates/template-box";
import type { WebhookForm } from "./webhook-form";

/** The address of the request. Pasting a curl command here fills the whole step. */
export function AddressField({ step, path, variables, onChange }: FieldsProps<WebhookForm>) {
  const { fillStep, stepKey } = useContext(StepSurroundings);
  /** Null while the dialog is closed. */
  const [command, setCommand] = useState<string | null>(null);

  function readPasted(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData("text/plain");
    if (!looksLikeCurl(pasted)) return;
    event.preventDefault();
    setCommand(pasted);
  }

  return (
    <>
      <FormField
        path={`${path}.url`}
        label="Address"
        hint="The server is fixed text or a constant; variables are encoded."
        aside={
          <Button variant="link" className="text-13" onClick={() => setCommand("")}>
            Paste curl
          </Button>
        }
        required
      >
        <TemplateBox
          name="the address"
          value={step.url}
          variables={variables}
          placeholder="https://shop.example/orders/{{args.order_number}}"
          onPaste={readPasted}
          onChange={(url) => onChange({ url })}
        />
      </FormField>
      {command !== null && (
        <CurlDialog
          command={command}
          onClose={() => setCommand(null)}
          onUse={(request, options) => fillStep(stepKey, request, options)}
          returnFocusTo={() => document.getElementById(fieldId(`${path}.url`))}
        />
      )}
    </>
  );
}
