import type { Attributes } from "@opentelemetry/api";
import { shownPath } from "./shown-path";

/** What spans have in common, whichever version of the SDK makes them. */
interface StartedSpan {
  readonly attributes: Attributes;
  setAttribute(name: string, value: string): unknown;
}

interface EndedSpan {
  readonly status: { message?: string };
  readonly events: readonly { name: string; attributes?: Attributes }[];
}

/** Attributes in which Next.js puts the address of a request as it came. */
const ADDRESSES = ["http.target", "http.url", "url.path", "url.full"];
const WORDS_OF_ERRORS = ["exception.message", "exception.stacktrace"];

/**
 * Takes out of spans what the log does not have either: queries and private parts of addresses, and the messages of
 * errors, which may quote a secret or a customer. It stands before the processor that sends the spans.
 */
export const maskSpans = {
  onStart(span: StartedSpan): void {
    for (const name of ADDRESSES) {
      const address = span.attributes[name];
      if (typeof address === "string") span.setAttribute(name, shownPath(address));
    }
  },
  onEnd(span: EndedSpan): void {
    delete span.status.message;
    for (const { attributes = {} } of span.events) for (const name of WORDS_OF_ERRORS) delete attributes[name];
  },
  forceFlush: async () => {},
  shutdown: async () => {},
};
