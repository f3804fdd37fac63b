import { Hourglass } from "lucide-react";
import { waitStep } from "@/server/schemas/steps/wait";
import { inWords } from "../fields/duration";
import { defineSimpleStepForm } from "./simple/define-simple-step-form";

/** Waits before the next step. */
export const waitStepForm = defineSimpleStepForm({
  kind: "wait",
  schema: waitStep,
  icon: Hourglass,
  description: "Rests for a while, up to 30 days, then goes on.",
  summary: ({ seconds }) => `Waits ${inWords(seconds)}`,
});
