import { logFailure } from "@/server/log/log-failure";
import { eventStream, type EventWriter } from "./event-stream";
import type { OpenStreams } from "./open-streams";

/** Ends a feed before the platform aborts the request. Browsers reconnect automatically. */
const FEED_MS = 240_000;
/** The time before a browser whose feed was displaced by a newer one reconnects. */
const DISPLACED_RETRY_MS = 60_000;

interface Feed {
  /** The request's signal. */
  signal: AbortSignal;
  /** The limit of concurrent feeds. */
  streams: OpenStreams;
  /** The reader's id for the limit. */
  reader: string;
  /** The description of a failure in the log, and the id that it is logged under. */
  failure: { id: string; what: string };
}

/**
 * Streams server-sent events until the reader disconnects, a newer feed displaces this one, or four minutes have
 * passed.
 */
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
