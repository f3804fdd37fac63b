import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions/registry";

/** A step is one webhook call of up to 120 s, or one model call of up to 120 s. */
export const maxDuration = 300;

export const { GET, POST, PUT } = serve({ client: inngest, functions });
