import { durationInWords } from "@/server/text/duration-in-words";
import { eventDelays } from "@/server/webhooks/retry-schedule";

/** When a failed request to an endpoint is repeated: "5 s, 5 min, 30 min, … and 1 d". No line breaks within a time. */
export function retryScheduleText(): string {
  return new Intl.ListFormat("en-GB").format(
    eventDelays().map((seconds) => durationInWords(seconds, "short").replace(" ", "\u00a0")),
  );
}
