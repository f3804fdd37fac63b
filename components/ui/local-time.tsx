"use client";

import { useSyncExternalStore } from "react";

const day = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/** An instant in the reader's own time zone: only the time if it is today, else with the date. */
export function LocalTime({ at }: { at: string }) {
  // The server does not know the reader's time zone, so it says the date alone.
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
