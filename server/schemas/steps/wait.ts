import { z } from "zod";
import { restSeconds, stepFields } from "./step-fields.ts";

/** Waits for some time; the wait survives restarts. */
export const waitStep = z.object({
  kind: z.literal("wait"),
  ...stepFields,
  seconds: restSeconds({
    label: "How long",
    hint: "Up to 30 days. When it takes long, the bot tells the customer that it will write again, and does.",
    initialSeconds: 10,
  }),
});

export type WaitStep = z.infer<typeof waitStep>;
