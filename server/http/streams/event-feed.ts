import { logFailure } from "@/server/log/log-failure";
import { eventStream, type EventWriter } from "./event-stream";
import type { OpenStreams } from "./open-streams";

/** Browsers reconnect by themselves; ending before the platform ends the request keeps the end clean. */
const FEED_MS = 240_000;
/** How long a browser whose feed was displaced by a newer one waits before it connects again. */
const DISPLACED_RETRY_MS = 60_000;

interface Feed {
  /** The request's. */
  signal: AbortSignal;
  /** The limit of concurrent feeds. */
  streams: OpenStreams;
  /** Who reads, as `streams` counts them. */
  reader: string;
  /** What the log calls a failure, and whose it is. */
  failure: { id: string; what: string };
}

/** Server-sent events until the reader leaves, a newer feed of the reader displaces this one, or four minutes have passed. */
export function eventFeed(
  { signal, streams, reader, failure }: Feed,
  work: (writer: EventWriter, until: AbortSignal) => Promise<void>,
): Response {
  return eventStream(async (writer, left) => {
    const { displaced, leave } = streams.enter(reader);
    const until = AbortSignal.any([signal, left, displaced, AbortSignal.timeout(FEED_MS)]);
    try {
      await work(writer, until);
    } catch (error) {
      if (!until.aborted) logFailure(failure.id, failure.what, error);
    } finally {
      leave();
      if (displaced.aborted) writer.send({ retry: DISPLACED_RETRY_MS });
    }
  });
}
