import { ArrowLeftRight } from "lucide-react";
import { switchBotStep } from "@/server/schemas/steps/switch-bot";
import { defineSimpleStepForm } from "./simple/define-simple-step-form";

/** Hands the conversation to another bot, or back to the channel's own. */
export const switchBotStepForm = defineSimpleStepForm({
  kind: "switch_bot",
  schema: switchBotStep,
  icon: ArrowLeftRight,
  description: "Lets another bot answer from the next message on.",
  summary({ botId }, { botName }) {
    if (botId === null) return "Hands the conversation back to the channel’s own bot";
    return botId === "" ? "no bot yet" : `Hands the conversation to ${botName(botId) ?? "another bot"}`;
  },
});
