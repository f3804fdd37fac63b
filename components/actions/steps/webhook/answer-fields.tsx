"use client";

import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { FormField } from "../../fields/form-field";
import { Segmented } from "../../fields/segmented";
import type { FieldsProps } from "../../step-list/step-kind-form";
import { acceptsEverySuccess, parseStatusCodes, statusCodesFault } from "./status-codes";
import type { WebhookForm } from "./webhook-form";

const filters = [
  { value: "some", label: "Certain status codes" },
  { value: "any", label: "Any status" },
] as const;

/** Which answers reach the bot. */
export function AnswerFields({ step, path, onChange }: Omit<FieldsProps<WebhookForm>, "variables">) {
  const offersSuccess =
    statusCodesFault(step.statusCodes) === null && !parseStatusCodes(step.statusCodes).includes("2xx");
  return (
    <fieldset className="grid min-w-0 content-start gap-3">
      <legend className="mb-1.5 text-14 leading-5 font-medium">Answers that the bot gets</legend>
      <Segmented
        label="Answers that the bot gets"
        value={step.isFiltered ? "some" : "any"}
        options={filters}
        onChange={(chosen) => onChange({ isFiltered: chosen === "some" })}
      />
      {step.isFiltered ? (
        <FormField
          path={`${path}.acceptedStatusCodes`}
          label="Status codes"
          hint="Codes, or 2xx for every status from 200 to 299. Any other status ends the action as failed; the bot gets the error message, or an empty text if there is none."
          aside={
            offersSuccess && (
              <Button
                variant="link"
                className="text-13"
                onClick={() => onChange({ statusCodes: acceptsEverySuccess(step.statusCodes) })}
              >
                Accept every 2xx
              </Button>
            )
          }
        >
          <Input
            value={step.statusCodes}
            placeholder="200, 201, 2xx"
            autoComplete="off"
            className="font-mono md:max-w-xs md:text-13"
            onChange={(event) => onChange({ statusCodes: event.target.value })}
          />
        </FormField>
      ) : (
        <p className="text-13 leading-5 text-muted-foreground">
          No filter: the bot gets every status and every body, including errors, and may repeat them to customers.
        </p>
      )}
    </fieldset>
  );
}

/** How long the action waits for the answer. */
export function TimeLimitField({ step, path, onChange }: Omit<FieldsProps<WebhookForm>, "variables">) {
  return (
    <FormField path={`${path}.timeoutSeconds`} label="Time limit" hint="Seconds, 1 to 120.">
      <Input
        value={step.timeout}
        inputMode="numeric"
        autoComplete="off"
        className="max-w-24 tabular-nums"
        onChange={(event) => onChange({ timeout: event.target.value })}
      />
    </FormField>
  );
}
