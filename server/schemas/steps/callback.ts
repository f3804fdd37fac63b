import { z } from "zod";
import { stepFields } from "./step-fields.ts";
import { MAX_REST_SECONDS } from "./wait.ts";

/** Waits for a POST to the one-time address that earlier steps send as `{{callback.url}}`; its body is the result. */
export const callbackStep = z.object({
  kind: z.literal("callback"),
  ...stepFields,
  timeoutSeconds: z.int().min(1, "Wait at least a second.").max(MAX_REST_SECONDS, "Wait 30 days at most."),
});

export type CallbackStep = z.infer<typeof callbackStep>;
