"use client";

import { createContext, type ReactNode, useContext } from "react";

const TimeZone = createContext<string | null>(null);

/** Sets the time zone in which times are shown; null: the browser's. */
export function TimeZoneProvider({ timeZone, children }: { timeZone: string | null; children: ReactNode }) {
  return <TimeZone value={timeZone}>{children}</TimeZone>;
}

/** The time zone for `Intl`; undefined: the browser's. */
export function useTimeZone(): string | undefined {
  return useContext(TimeZone) ?? undefined;
}
