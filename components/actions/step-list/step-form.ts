import type { ActionStep } from "@/server/schemas/action-definition";
import type { ConditionForm } from "../fields/condition-form";
import type { DurationForm } from "../fields/duration";
import type { PairRow } from "../fields/pair-row";
import type { SendMessageForm } from "../steps/send-message/message-form";
import type { TableForm } from "../steps/table/table-form";
import type { WebhookForm } from "../steps/webhook/webhook-form";

export interface CallbackForm {
  kind: "callback";
  timeout: DurationForm;
}

export interface HandOverForm {
  kind: "hand_over";
  reason: string;
}

export interface SetVariablesForm {
  kind: "set_variables";
  values: PairRow[];
}

export interface SubBotForm {
  kind: "sub_bot";
  botId: string;
  input: string;
}

export interface SwitchBotForm {
  kind: "switch_bot";
  /** Empty: not chosen yet; null: the channel's own bot. */
  botId: string | null;
}

export interface WaitForm {
  kind: "wait";
  duration: DurationForm;
}

/** What the editor holds of a step of each kind, besides what all steps have. */
export type OwnForm =
  | WebhookForm
  | SubBotForm
  | TableForm
  | SwitchBotForm
  | SetVariablesForm
  | SendMessageForm
  | HandOverForm
  | WaitForm
  | CallbackForm;

/** A step as its editor holds it: every box has its text, however wrong. */
export type StepForm = OwnForm & {
  /** Stays with the step while it moves. */
  key: string;
  name: string;
  condition: ConditionForm;
};

/** What each kind of step adds to the fields of all. */
export type OwnStep = ActionStep extends infer S
  ? S extends ActionStep
    ? Omit<S, "name" | "condition">
    : never
  : never;
