import { Inngest } from "inngest";
import { errorLog } from "./log-errors";
import { inngestFetch } from "@/server/outbound/inngest-fetch";

/** How long steps may follow one another: a call may take 300 s (`maxDuration` of /api/inngest), a step 120 s. */
export const LONGEST_CALL = "170s";

/** The Inngest client. Steps follow one another within a call, and each is written down as it ends (checkpoints). */
export const inngest = new Inngest({
  id: "parley",
  checkpointing: { maxRuntime: LONGEST_CALL },
  fetch: inngestFetch,
  logger: errorLog,
});
