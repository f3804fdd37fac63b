import { Calendar, CalendarClock, Hash, type LucideIcon, ToggleLeft, Type } from "lucide-react";
import { type ColumnType, columnTypes } from "@/server/schemas/table-column";

export const columnTypeTexts: Record<ColumnType, { label: string; hint: string; icon: LucideIcon }> = {
  text: { label: "Text", hint: "Anything, such as names and codes", icon: Type },
  number: { label: "Number", hint: "1234.5", icon: Hash },
  boolean: { label: "Yes or no", hint: "A tick box", icon: ToggleLeft },
  date: { label: "Date", hint: "2026-03-31", icon: Calendar },
  datetime: { label: "Date and time", hint: "2026-03-31 14:30, in UTC", icon: CalendarClock },
};

/** Parses the value of a type select. */
export function toColumnType(value: string): ColumnType {
  return columnTypes.find((type) => type === value) ?? "text";
}
