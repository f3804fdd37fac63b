import { LocalTime } from "@/components/ui/local-time";
import { eventText } from "./event-text";
import type { ThreadEvent } from "../../inbox-types";

/** An event of the conversation, shown between its messages. */
export function EventEntry({ event }: { event: ThreadEvent }) {
  return (
    <p className="mx-auto max-w-full text-center text-12 leading-5 text-balance wrap-anywhere text-muted-foreground">
      {eventText(event)} · <LocalTime at={event.createdAt} />
    </p>
  );
}
