"use client";

import { useSyncExternalStore } from "react";

const day = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/** A time in the reader's time zone, with the date if it is not today. */
export function LocalTime({ at }: { at: string }) {
  // The server does not know the reader's time zone, so it renders only the date.
  const text = useSyncExternalStore(
    neverChanges,
    () => localText(at),
    () => day.format(new Date(at)),
  );
  return (
    <time dateTime={at} title={at} className="tabular-nums">
      {text}
    </time>
  );
}

const neverChanges = () => () => {};

function localText(at: string): string {
  const instant = new Date(at);
  const isToday = instant.toDateString() === new Date().toDateString();
  return instant.toLocaleString(
    undefined,
    isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" },
  );
}
