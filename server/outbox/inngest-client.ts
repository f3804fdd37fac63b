import { Inngest } from "inngest";
import { errorLog } from "./log-errors";
import { inngestFetch } from "@/server/outbound/inngest-fetch";

/** No new step begins in a call after this: a call may take 300 s (`maxDuration` of /api/inngest), a step 120 s. */
export const LONGEST_CALL = "170s";

/** The Inngest client. A call runs several steps in sequence and reports each one when it ends (checkpointing). */
export const inngest = new Inngest({
  id: "parley",
  checkpointing: { maxRuntime: LONGEST_CALL },
  fetch: inngestFetch,
  logger: errorLog,
});
