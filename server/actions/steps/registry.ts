import type { ActionStep } from "@/server/schemas/action-definition";
import { castVote } from "./cast-vote/cast-vote";
import { callback } from "./callback/callback";
import { drawPrize } from "./draw-prize/draw-prize";
import { handOver } from "./hand-over/hand-over";
import { sendMessage } from "./send-message/send-message";
import { setVariables } from "./set-variables/set-variables";
import type { StepKind } from "./step-kind";
import { subBot } from "./sub-bot/sub-bot";
import { switchBot } from "./switch-bot/switch-bot";
import { table } from "./table/table";
import { wait } from "./wait/wait";
import { webhook } from "./webhook/webhook";

/** All kinds of steps by the name used in definitions. */
export const stepKinds: Record<ActionStep["kind"], StepKind> = {
  webhook,
  sub_bot: subBot,
  table,
  switch_bot: switchBot,
  set_variables: setVariables,
  send_message: sendMessage,
  hand_over: handOver,
  draw_prize: drawPrize,
  cast_vote: castVote,
  wait,
  callback,
};
