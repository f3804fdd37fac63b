import { z } from "zod";
import { restSeconds, stepFields } from "./step-fields.ts";

/** Waits for a POST to the one-time address that earlier steps send as `{{callback.url}}`; its body is the result. */
export const callbackStep = z.object({
  kind: z.literal("callback"),
  ...stepFields,
  timeoutSeconds: restSeconds({
    label: "How long at most",
    hint: "Up to 30 days. When nobody calls back in time, the action fails.",
    initialSeconds: 3600,
  }),
});

export type CallbackStep = z.infer<typeof callbackStep>;
