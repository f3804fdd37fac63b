import { type GetStepTools, RetryAfterError } from "inngest";
import type { inngest } from "@/server/outbox/inngest-client";
import type { AttemptOutcome } from "@/server/webhooks/make-attempt";

/** The maximum delay before a run checks again on an attempt that another run is making. */
const ASK_AGAIN_SECONDS = 10;

/**
 * Makes numbered attempts, with sleeps between them, until one is final.
 * @param id The prefix of the steps' ids.
 * @returns the state after the last attempt.
 */
export async function attemptUntilDone(
  step: GetStepTools<typeof inngest>,
  id: string,
  first: number,
  attempt: (number: number) => Promise<AttemptOutcome<string>>,
): Promise<string> {
  for (let number = first; ; number += 1) {
    const outcome = await step.run(`${id}-${number}`, async () => unlessUnderWay(await attempt(number)));
    if (!("afterSeconds" in outcome)) return outcome.state;
    await step.sleep(`${id}-${number}-wait`, outcome.afterSeconds * 1000);
  }
}

function unlessUnderWay(outcome: AttemptOutcome<string>): AttemptOutcome<string> {
  if (!("afterSeconds" in outcome) || outcome.state !== "under_way") return outcome;
  const seconds = Math.min(outcome.afterSeconds, ASK_AGAIN_SECONDS);
  throw new RetryAfterError("Another process is making this attempt.", seconds * 1000);
}
