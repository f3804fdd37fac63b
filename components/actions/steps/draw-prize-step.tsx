import { Gift } from "lucide-react";
import { drawPrizeStep } from "@/server/schemas/steps/draw-prize";
import { defineSimpleStepForm } from "./simple/define-simple-step-form";

/** Enters the customer into a raffle. */
export const drawPrizeStepForm = defineSimpleStepForm({
  kind: "draw_prize",
  schema: drawPrizeStep,
  icon: Gift,
  description: "Enters the customer into a raffle and tells whether they won.",
  isSeen: true,
  summary: ({ raffleId }, { raffleName }) =>
    raffleId === "" ? "no raffle yet" : `Draws in ${raffleName(raffleId) ?? "a raffle"}`,
  sets: () => ["won", "prize"],
});
