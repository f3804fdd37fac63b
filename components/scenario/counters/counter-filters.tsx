import { FilterSelect } from "@/components/ui/filter-select";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { type CounterSpan, counterSpans } from "@/server/schemas/scenario/counters";
import type { CounterFilter, Counters } from "./use-counters";

interface CounterFiltersProps {
  filter: CounterFilter;
  versions: Counters["versions"];
  onChange: (filter: CounterFilter) => void;
}

const spanLabels: Record<CounterSpan, string> = {
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  all: "All time",
};

/** Chooses the versions and the time that are counted. */
export function CounterFilters({ filter, versions, onChange }: CounterFiltersProps) {
  const { version, span } = filter;
  const published = versions.map(({ id, number }) => ({ value: id, label: `Version ${number}` }));
  function chooseSpan(chosen: string) {
    const found = counterSpans.find((one) => one === chosen);
    if (found) onChange({ ...filter, span: found });
  }
  return (
    <>
      <Select value={span} onValueChange={chooseSpan}>
        <SelectTrigger aria-label="Time" className="w-40">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {counterSpans.map((one) => (
            <SelectItem key={one} value={one}>
              {spanLabels[one]}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <FilterSelect
        label="Version"
        all="All versions"
        value={version === "all" ? null : version}
        options={[{ value: "draft", label: "Draft (test chat)" }, ...published]}
        onChoose={(chosen) => onChange({ ...filter, version: chosen ?? "all" })}
        className="w-44"
      />
    </>
  );
}
