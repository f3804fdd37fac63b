import type { ActionStep } from "@/server/schemas/action-definition";
import type { ConditionForm } from "../fields/condition-form";
import type { DurationForm } from "../fields/duration";
import type { PairRow } from "../fields/pair-row";
import type { SendMessageForm } from "../steps/send-message/message-form";
import type { TableForm } from "../steps/table/table-form";
import type { WebhookForm } from "../steps/webhook/webhook-form";

/** What each kind of step adds to the fields of all, by kind. */
export type OwnSteps = { [S in ActionStep as S["kind"]]: Omit<S, "name" | "condition"> };

export type OwnStep = OwnSteps[keyof OwnSteps];

export interface SetVariablesForm {
  kind: "set_variables";
  values: PairRow[];
}

interface CustomForms {
  webhook: WebhookForm;
  table: TableForm;
  set_variables: SetVariablesForm;
  send_message: SendMessageForm;
}

/** The form of any other kind has the fields of the step, with durations in place of numbers of seconds. */
export type SimpleForms = {
  [K in Exclude<keyof OwnSteps, keyof CustomForms>]: { [F in keyof OwnSteps[K]]: FormValue<OwnSteps[K][F]> };
};

type FormValue<V> = V extends number ? DurationForm : V;

/** What a field of such a step holds. */
export type SimpleStepValue = string | number | null;

/** What the form holds for it. */
export type SimpleFormValue = FormValue<SimpleStepValue>;

/** What the editor holds of a step of each kind, besides what all steps have. */
export type OwnForms = CustomForms & SimpleForms;

export type OwnForm = OwnForms[keyof OwnForms];

/** A step as the editor holds it: texts as they were typed, valid or not. */
export type StepForm = OwnForm & {
  /** Stays with the step while it moves. */
  key: string;
  name: string;
  condition: ConditionForm;
};
