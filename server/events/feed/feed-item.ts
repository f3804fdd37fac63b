import { eventBody, type PublishedEvent } from "../publish/event-body";

/** A published event with the time when it was recorded. */
export interface FeedEvent extends PublishedEvent {
  createdAt: Date;
}

/**
 * Returns an event of the feed as JSON: its id and time, followed by what endpoints get as the body of their request.
 * @param maxBytes Infinity for the whole event.
 */
export function feedItem({ createdAt, ...event }: FeedEvent, maxBytes?: number): string {
  const head = JSON.stringify({ id: event.id, created_at: createdAt.toISOString() });
  return `${head.slice(0, -1)},${eventBody(event, maxBytes).slice(1)}`;
}
