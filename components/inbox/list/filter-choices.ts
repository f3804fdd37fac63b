import type { InboxFacets } from "../inbox-types";
import type { InboxFilters, InboxState } from "./inbox-filters";

interface Option<V extends string> {
  value: V;
  label: string;
}

/** A property that the list can be filtered by. */
export interface FilterChoice {
  label: string;
  /** The text while nothing is chosen. */
  all: string;
  value: string | null;
  options: readonly Option<string>[];
  /** The change of the filters that a choice makes; null removes this filter. */
  change: (value: string | null) => Partial<InboxFilters>;
}

const states: readonly Option<InboxState>[] = [
  { value: "unread", label: "Unread" },
  { value: "person", label: "With people" },
  { value: "bot", label: "With the bot" },
  { value: "undelivered", label: "Undelivered" },
];

/** The filters with their values and options; no options while `facets` load. */
export function filterChoices(filters: InboxFilters, facets: InboxFacets | undefined): FilterChoice[] {
  const named = (list: readonly { id: string; name: string }[] = []) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  return [
    {
      label: "State",
      all: "Any state",
      value: filters.state,
      options: states,
      change: (value) => ({ state: states.find((state) => state.value === value)?.value ?? null }),
    },
    {
      label: "Assignee",
      all: "Anybody",
      value: filters.memberId,
      options: named(facets?.members),
      change: (memberId) => ({ memberId }),
    },
    {
      label: "Channel",
      all: "All channels",
      value: filters.channelId,
      options: named(facets?.channels),
      change: (channelId) => ({ channelId }),
    },
    {
      label: "Bot",
      all: "All bots",
      value: filters.botId,
      options: named(facets?.bots),
      change: (botId) => ({ botId }),
    },
    {
      label: "Tag",
      all: "Any tag",
      value: filters.tag,
      options: facets?.tags.map((tag) => ({ value: tag, label: tag })) ?? [],
      change: (tag) => ({ tag }),
    },
  ];
}
