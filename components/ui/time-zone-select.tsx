"use client";

import { SearchableSelect, type SearchableOption } from "./searchable-select";

export interface TimeZoneProps {
  value: string;
  disabled: boolean;
  onChange: (timeZone: string) => void;
}

/**
 * Chooses one of the browser's time zones, by name or by offset.
 * @param none The label of the value "", which means no zone.
 */
export function TimeZoneSelect({ value, disabled, onChange, none }: TimeZoneProps & { none?: string }) {
  // Browsers and servers have different lists, so the zones are listed only when a person opens them.
  function options(): SearchableOption[] {
    const known = timeZones();
    const listed = value === "" || known.some((zone) => zone.value === value) ? known : [optionOf(value), ...known];
    return none === undefined ? listed : [{ value: "", label: none }, ...listed];
  }
  return (
    <SearchableSelect
      value={value}
      shown={value === "" ? (none ?? "") : nameOf(value)}
      options={options}
      searchLabel="Search for a city or an offset"
      disabled={disabled}
      onValueChange={onChange}
    />
  );
}

/** The time zone of this browser. */
export function browserTimeZone(): string {
  return todayNameOf(new Intl.DateTimeFormat().resolvedOptions().timeZone);
}

let zones: SearchableOption[] | undefined;

function timeZones(): SearchableOption[] {
  zones ??= ["UTC", ...Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC")]
    .map((name) => optionOf(todayNameOf(name)))
    .toSorted((a, b) => Number(b.value === "UTC") - Number(a.value === "UTC") || a.label.localeCompare(b.label));
  return zones;
}

/** Chromium lists some zones under names that are no longer used for their cities. */
const OLD_NAMES = new Map([
  ["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
  ["America/Godthab", "America/Nuuk"],
  ["Asia/Calcutta", "Asia/Kolkata"],
  ["Asia/Katmandu", "Asia/Kathmandu"],
  ["Asia/Rangoon", "Asia/Yangon"],
  ["Asia/Saigon", "Asia/Ho_Chi_Minh"],
  ["Atlantic/Faeroe", "Atlantic/Faroe"],
  ["Europe/Kiev", "Europe/Kyiv"],
  ["Pacific/Ponape", "Pacific/Pohnpei"],
  ["Pacific/Truk", "Pacific/Chuuk"],
]);

function todayNameOf(timeZone: string): string {
  return OLD_NAMES.get(timeZone) ?? timeZone;
}

function optionOf(timeZone: string): SearchableOption {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "shortOffset" }).formatToParts();
  return {
    value: timeZone,
    label: nameOf(timeZone),
    hint: parts.find(({ type }) => type === "timeZoneName")?.value ?? "",
  };
}

function nameOf(timeZone: string): string {
  return timeZone.replaceAll("_", " ");
}
