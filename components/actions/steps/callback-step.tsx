import { PhoneIncoming } from "lucide-react";
import { callbackStep } from "@/server/schemas/steps/callback";
import { inWords } from "../fields/duration";
import { lastValues } from "../templates/variable-group";
import { defineSimpleStepForm } from "./simple/define-simple-step-form";

/** Waits until another system POSTs to the address that earlier steps passed on. */
export const callbackStepForm = defineSimpleStepForm({
  kind: "callback",
  schema: callbackStep,
  icon: PhoneIncoming,
  description: "Rests until your system calls back with a result.",
  summary: ({ timeoutSeconds }) => `Waits for a call back, ${inWords(timeoutSeconds)} at most`,
  returns: (_form, { start, lastBody }) => [
    { reference: `${start}.body`, hint: "what was sent to the address; go on with .path.to.value" },
    ...lastValues(`${start}.body`, lastBody),
  ],
  intro: (
    <p className="text-13 leading-5 text-muted-foreground">
      Give your system the one-time address <code className="font-mono">{"{{callback.url}}"}</code> in a step before
      this one. When it sends a POST there, the action goes on, and the body of that POST is this step’s result.
    </p>
  ),
});
