import { eventType } from "inngest";
import { eventCatalogue } from "@/server/outbox/event-catalogue";

/** The catalogue's events as typed triggers. */
export const messageReceived = eventType("conversation/message.received", {
  schema: eventCatalogue["conversation/message.received"],
});
export const actionRunRequested = eventType("action/run.requested", { schema: eventCatalogue["action/run.requested"] });
export const deliveryRequested = eventType("delivery/requested", { schema: eventCatalogue["delivery/requested"] });
export const sweepRequested = eventType("parley/sweep.requested", { schema: eventCatalogue["parley/sweep.requested"] });
