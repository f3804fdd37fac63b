import { BotMessageSquare } from "lucide-react";
import { subBotStep } from "@/server/schemas/steps/sub-bot";
import { defineSimpleStepForm } from "./simple/define-simple-step-form";

/** Asks another bot and takes its answer. */
export const subBotStepForm = defineSimpleStepForm({
  kind: "sub_bot",
  schema: subBotStep,
  icon: BotMessageSquare,
  description: "Asks another bot of yours and takes its answer.",
  summary: ({ botId, input }, { botName }) =>
    botId === "" ? "no bot yet" : `Asks ${botName(botId) ?? "another bot"}: ${input.trim()}`,
  returns: (_form, { start }) => [{ reference: `${start}.body`, hint: "what the other bot answered, as text" }],
});
