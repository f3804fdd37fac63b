import type { ActionStep } from "@/server/schemas/action-definition";
import type { ConditionForm } from "./condition-form";
import type { CallbackForm } from "./steps/callback-step";
import type { HandOverForm } from "./steps/hand-over-step";
import type { SendMessageForm } from "./steps/send-message-step";
import type { SetVariablesForm } from "./steps/set-variables-step";
import type { SubBotForm } from "./steps/sub-bot-step";
import type { SwitchBotForm } from "./steps/switch-bot-step";
import type { TableForm } from "./steps/table/table-form";
import type { WaitForm } from "./steps/wait-step";
import type { WebhookForm } from "./steps/webhook/webhook-form";

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
