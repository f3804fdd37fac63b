import { serve } from "inngest/node";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions/registry";

/** `app/api/inngest/route.ts` without Next.js. */
export const answerCall = serve({ client: inngest, functions });
