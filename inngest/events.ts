import { eventType } from "inngest";
import { eventCatalogue } from "@/server/outbox/event-catalogue";

/** The events of the catalogue as typed triggers. */
export const messageReceived = eventType("conversation/message.received", {
  schema: eventCatalogue["conversation/message.received"],
});
export const actionRunRequested = eventType("action/run.requested", { schema: eventCatalogue["action/run.requested"] });
export const actionRunResting = eventType("action/run.resting", { schema: eventCatalogue["action/run.resting"] });
export const actionRunResumed = eventType("action/run.resumed", { schema: eventCatalogue["action/run.resumed"] });
export const conversationActionEnded = eventType("conversation/action.ended", {
  schema: eventCatalogue["conversation/action.ended"],
});
export const silenceDue = eventType("conversation/silence.due", { schema: eventCatalogue["conversation/silence.due"] });
export const tableImportRequested = eventType("table/import.requested", {
  schema: eventCatalogue["table/import.requested"],
});
export const tableRefreshRequested = eventType("table/refresh.requested", {
  schema: eventCatalogue["table/refresh.requested"],
});
export const readingRequested = eventType("knowledge/reading.requested", {
  schema: eventCatalogue["knowledge/reading.requested"],
});
export const statisticsOutdated = eventType("knowledge/statistics.outdated", {
  schema: eventCatalogue["knowledge/statistics.outdated"],
});
export const vectorsRequested = eventType("knowledge/vectors.requested", {
  schema: eventCatalogue["knowledge/vectors.requested"],
});
export const trainingRequested = eventType("scenario/training.requested", {
  schema: eventCatalogue["scenario/training.requested"],
});
export const deliveryRequested = eventType("delivery/requested", { schema: eventCatalogue["delivery/requested"] });
export const notificationCreated = eventType("notification/created", {
  schema: eventCatalogue["notification/created"],
});
export const emailRequested = eventType("email/requested", { schema: eventCatalogue["email/requested"] });
export const transcriptRequested = eventType("chat/transcript.requested", {
  schema: eventCatalogue["chat/transcript.requested"],
});
export const webhookCallFailed = eventType("scenario/webhook-call.failed", {
  schema: eventCatalogue["scenario/webhook-call.failed"],
});
export const eventDeliveryDue = eventType("events/delivery.due", { schema: eventCatalogue["events/delivery.due"] });
export const eventReplayRequested = eventType("events/replay.requested", {
  schema: eventCatalogue["events/replay.requested"],
});
export const sweepRequested = eventType("parley/sweep.requested", { schema: eventCatalogue["parley/sweep.requested"] });
