import { type GetStepTools, RetryAfterError } from "inngest";
import type { inngest } from "@/server/outbox/inngest-client";
import type { AttemptOutcome } from "@/server/webhooks/make-attempt";

/** The longest wait until a run asks again about an attempt that another run makes. */
const ASK_AGAIN_SECONDS = 10;

/**
 * Makes numbered attempts, with sleeps between, until one is the last.
 * @param id Begins the ids of the steps.
 * @returns the state in which the last attempt left what was sent.
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
  throw new RetryAfterError("Another process makes this attempt.", seconds * 1000);
}
