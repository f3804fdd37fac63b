import { UserRound } from "lucide-react";
import { handOverStep } from "@/server/schemas/steps/hand-over";
import { defineSimpleStepForm } from "./simple/define-simple-step-form";

/** Gives the conversation to people. */
export const handOverStepForm = defineSimpleStepForm({
  kind: "hand_over",
  schema: handOverStep,
  icon: UserRound,
  description: "Gives the conversation to a person of your team.",
  isSeen: true,
  summary: ({ reason }) => `Hands the conversation to a person${reason.trim() === "" ? "" : `: ${reason.trim()}`}`,
});
