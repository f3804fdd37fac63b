"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchBox } from "@/components/ui/search-box";
import { eventNames } from "@/server/schemas/events/event-names";
import type { Targets } from "../delivery-types";
import { kindLabels } from "../delivery-texts";
import { type DeliveryFilters, isFiltered, noFilters } from "./delivery-filters";

interface FilterBarProps {
  filters: DeliveryFilters;
  targets: Targets;
  onChange: (part: Partial<DeliveryFilters>) => void;
}

const kinds = (["event", "message", "notification", "scenario"] as const).map((value) => ({
  value,
  label: kindLabels[value],
}));

const statuses = [
  { value: "delivering", label: "Not yet delivered" },
  { value: "delivered", label: "Delivered" },
  { value: "undelivered", label: "Undelivered" },
] as const;

const responses = [
  { value: "2xx", label: "2xx: accepted" },
  { value: "3xx", label: "3xx: redirect" },
  { value: "4xx", label: "4xx: refused" },
  { value: "5xx", label: "5xx: server error" },
  { value: "none", label: "No response" },
] as const;

const periods = [
  { value: "hour", label: "Last hour" },
  { value: "day", label: "Last 24 hours" },
  { value: "week", label: "Last 7 days" },
  { value: "month", label: "Last 30 days" },
  { value: "range", label: "From … to …" },
] as const;

const events = eventNames.map((value) => ({ value, label: value }));
const selectSize = "w-auto max-w-52";

/** Filters the deliveries; each choice takes effect immediately. */
export function FilterBar({ filters, targets, onChange }: FilterBarProps) {
  const { kind, event, status, response, search } = filters;
  return (
    <search className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          label="Search by id or customer"
          placeholder="webhook-id, conversation, customer"
          search={search}
          onSearch={(search) => onChange({ search })}
          className="w-full sm:w-80"
        />
        <FilterSelect
          label="Status"
          all="Any status"
          value={status}
          options={statuses}
          onChoose={(status) => onChange({ status })}
          className={selectSize}
        />
        <FilterSelect
          label="What is sent"
          all="Everything sent"
          value={kind}
          options={kinds}
          onChoose={(kind) => onChange({ kind })}
          className={selectSize}
        />
        <TargetSelect filters={filters} targets={targets} onChange={onChange} />
        <FilterSelect
          label="Event"
          all="Any event"
          value={event}
          options={events}
          onChoose={(event) => onChange({ event })}
          className={selectSize}
        />
        <FilterSelect
          label="Response"
          all="Any response"
          value={response}
          options={responses}
          onChoose={(response) => onChange({ response })}
          className={selectSize}
        />
        <TimeFilter filters={filters} onChange={onChange} />
        {isFiltered(filters) && (
          <Button variant="ghost" size="sm" onClick={() => onChange(noFilters)}>
            <X /> Clear filters
          </Button>
        )}
      </div>
    </search>
  );
}

/** An endpoint or a channel. The prefix of its id tells which. */
function TargetSelect({ filters: { endpointId, channelId }, targets, onChange }: FilterBarProps) {
  const options = [
    ...targets.endpoints.map(({ id, name }) => ({ value: id, label: name })),
    ...targets.channels.map(({ id, name, botName }) => ({ value: id, label: `${botName}: ${name}` })),
  ];
  if (options.length === 0) return null;
  const isChannel = (id: string | null) => targets.channels.some((channel) => channel.id === id);
  return (
    <FilterSelect
      label="Endpoint or channel"
      all="Sent anywhere"
      value={endpointId ?? channelId}
      options={options}
      onChoose={(id) =>
        onChange(isChannel(id) ? { endpointId: null, channelId: id } : { endpointId: id, channelId: null })
      }
      className={selectSize}
    />
  );
}

function TimeFilter({ filters, onChange }: Omit<FilterBarProps, "targets">) {
  const { period, since, until } = filters;
  const [isOpen, setOpen] = useState(false);
  const isRange = period === null && (isOpen || since !== null || until !== null);
  return (
    <>
      <FilterSelect
        label="Time"
        all="Any time"
        value={isRange ? "range" : period}
        options={periods}
        onChoose={(chosen) => {
          setOpen(chosen === "range");
          onChange(chosen === "range" ? { period: null } : { period: chosen, since: null, until: null });
        }}
        className={selectSize}
      />
      {isRange && (
        <div className="flex w-full flex-wrap gap-2">
          <Field label="From" className="w-56">
            <DateTimeInput value={since} onChange={(since) => onChange({ since })} />
          </Field>
          <Field label="To" className="w-56">
            <DateTimeInput value={until} onChange={(until) => onChange({ until })} />
          </Field>
        </div>
      )}
    </>
  );
}
