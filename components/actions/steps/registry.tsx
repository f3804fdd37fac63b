import type { StepKindForm, StepKindName } from "../step-list/step-kind-form";
import { castVoteStepForm } from "./cast-vote-step";
import { callbackStepForm } from "./callback-step";
import { drawPrizeStepForm } from "./draw-prize-step";
import { handOverStepForm } from "./hand-over-step";
import { sendMessageStepForm } from "./send-message-step";
import { setVariablesStepForm } from "./set-variables-step";
import { subBotStepForm } from "./sub-bot-step";
import { switchBotStepForm } from "./switch-bot-step";
import { tableStepForm } from "./table-step";
import { waitStepForm } from "./wait-step";
import { webhookStepForm } from "./webhook-step";

/** All kinds of steps, in the order of the add menu. */
export const stepKindForms: Record<StepKindName, StepKindForm> = {
  webhook: webhookStepForm,
  table: tableStepForm,
  sub_bot: subBotStepForm,
  set_variables: setVariablesStepForm,
  send_message: sendMessageStepForm,
  switch_bot: switchBotStepForm,
  hand_over: handOverStepForm,
  draw_prize: drawPrizeStepForm,
  cast_vote: castVoteStepForm,
  wait: waitStepForm,
  callback: callbackStepForm,
};
