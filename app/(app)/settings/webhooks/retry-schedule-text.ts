import { durationInWords } from "@/server/text/duration-in-words";
import { eventDelays } from "@/server/webhooks/retry-schedule";

/** When a failed request to an endpoint is repeated: "5 s, 5 min, 30 min, … and 24 h". */
export function retryScheduleText(): string {
  return new Intl.ListFormat("en-GB").format(eventDelays().map((seconds) => durationInWords(seconds, "short")));
}
