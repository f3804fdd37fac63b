"use client";

import { FormField } from "@/components/actions/fields/form-field";
import { ChoiceBox } from "./fields/choice-box";
import { RedirectFields } from "./fields/redirect-fields";
import { usePanel } from "./panel-context";

const ways = [
  { value: "wait", label: "Wait for the customer" },
  { value: "redirect", label: "Continue elsewhere" },
] as const;

/** Where the conversation continues after the responses. A menu decides this itself. */
export function RedirectSection() {
  const { draft, change } = usePanel();
  const { redirect, menu } = draft;
  if (menu) {
    return (
      <p className="text-13 leading-5 text-muted-foreground">
        The menu decides where the conversation continues. Remove it to redirect without a choice.
      </p>
    );
  }
  return (
    <div className="grid min-w-0 gap-4">
      <FormField path="redirect.way" label="After the responses">
        <ChoiceBox
          value={redirect ? "redirect" : "wait"}
          options={ways}
          onChange={(way) => change({ redirect: way === "wait" ? null : { type: "interaction", interactionId: "" } })}
        />
      </FormField>
      {redirect && (
        <RedirectFields
          path="redirect"
          value={redirect}
          types={["interaction", "campaign", "person", "return"]}
          newName={`After ${draft.name}`}
          onChange={(next) => next.type !== "webhook" && change({ redirect: next })}
        />
      )}
    </div>
  );
}
