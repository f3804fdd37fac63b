"use client";

import { Controller } from "react-hook-form";
import type { FilterChoices } from "../endpoint-types";
import { FilterField } from "./filter-field";
import { TagFilter } from "./tag-filter";
import type { EndpointForm } from "./use-endpoint-form";

interface FilterFieldsProps {
  form: EndpointForm;
  choices: FilterChoices;
}

/** Which bots, channels and conversations the events of an endpoint are about. */
export function FilterFields({ form, choices: { bots, channels, tags } }: FilterFieldsProps) {
  const { errors } = form.formState;
  const botNames = new Map(bots.map(({ id, name }) => [id, name]));
  return (
    <fieldset className="grid min-w-0 gap-5">
      <legend className="mb-1 text-14 font-medium">Only some of these events</legend>
      <p className="text-13 leading-5 text-muted-foreground">
        An event must fit all filters. Events without a bot, channel or conversation fit none of these filters.
      </p>
      <Controller
        control={form.control}
        name="botIds"
        render={({ field }) => (
          <FilterField
            label="Bots"
            all="All bots"
            some="Only these"
            value={field.value}
            options={bots.map(({ id, name }) => ({ value: id, label: name }))}
            error={errors.botIds?.message}
            onChange={field.onChange}
          />
        )}
      />
      <Controller
        control={form.control}
        name="channelIds"
        render={({ field }) => (
          <FilterField
            label="Channels"
            all="All channels"
            some="Only these"
            value={field.value}
            options={channels.map(({ id, name, botId }) => ({
              value: id,
              label: `${name} (${botNames.get(botId) ?? "a deleted bot"})`,
            }))}
            error={errors.channelIds?.message}
            onChange={field.onChange}
          />
        )}
      />
      <Controller
        control={form.control}
        name="tags"
        render={({ field }) => (
          <TagFilter
            value={field.value}
            known={tags}
            error={errors.tags?.message ?? errors.tags?.find?.((fault) => fault)?.message}
            onChange={field.onChange}
          />
        )}
      />
    </fieldset>
  );
}
