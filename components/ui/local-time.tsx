"use client";

import { useSyncExternalStore } from "react";
import { useTimeZone } from "./time-zone";

const day = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/** A time in the time zone of the reader's account, or of the browser, with the date if it is not today. */
export function LocalTime({ at }: { at: string }) {
  // The server does not know the reader's time zone, so it renders only the date.
  const timeZone = useTimeZone();
  const text = useSyncExternalStore(
    neverChanges,
    () => localText(at, timeZone),
    () => day.format(new Date(at)),
  );
  return (
    <time dateTime={at} title={at} className="tabular-nums">
      {text}
    </time>
  );
}

const neverChanges = () => () => {};

function localText(at: string, timeZone: string | undefined): string {
  const instant = new Date(at);
  const dayOf = (time: Date) => time.toLocaleDateString("en", { timeZone });
  const isToday = dayOf(instant) === dayOf(new Date());
  return instant.toLocaleString(undefined, {
    ...(isToday ? {} : { dateStyle: "medium" }),
    timeStyle: "short",
    timeZone,
  });
}
