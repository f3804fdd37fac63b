import { z } from "zod";
import { stepFields } from "./step-fields.ts";

export const MAX_REST_SECONDS = 30 * 24 * 3600;

/** Waits for some time; the wait survives restarts. */
export const waitStep = z.object({
  kind: z.literal("wait"),
  ...stepFields,
  seconds: z.int().min(1, "Wait at least a second.").max(MAX_REST_SECONDS, "Wait 30 days at most."),
});

export type WaitStep = z.infer<typeof waitStep>;
