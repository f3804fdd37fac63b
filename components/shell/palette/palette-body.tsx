"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { messageOf } from "@/components/ui/apply-server-error";
import { Spinner } from "@/components/ui/spinner";
import { isComposing } from "@/components/ui/is-composing";
import { keyOf, type PaletteEntry } from "./entry";
import { PaletteList } from "./palette-list";
import { readRecent } from "./recent-entries";
import { usePaletteGroups } from "./use-palette-groups";
import type { ShownTo } from "../pages";

const LONGEST_SEARCH = 200;
const MOVING_KEYS = new Set(["ArrowDown", "ArrowUp", "Home", "End"]);

interface PaletteBodyProps {
  member: ShownTo;
  /** Where the browser keeps this member's recent choices. */
  storageKey: string;
  onChoose: (entry: PaletteEntry, isNewTab: boolean) => void;
}

/** The search box and what it finds. */
export function PaletteBody({ member, storageKey, onChoose }: PaletteBodyProps) {
  const [recent] = useState(() => readRecent(localStorage, storageKey));
  const [search, setSearch] = useState("");
  const [isChoosingBot, setChoosingBot] = useState(false);
  // Null until somebody moves from the first entry, which stays selected while better entries arrive.
  const [moved, setMoved] = useState<{ to: string | null } | null>(null);
  const { groups, isBusy, error } = usePaletteGroups({ search, member, recent, isChoosingBot });
  const keys = groups.flatMap(({ title, entries }) => entries.map((entry) => keyOf(title, entry)));
  const selected = moved?.to && keys.includes(moved.to) ? moved.to : (keys[0] ?? "");

  function begin(text: string) {
    setSearch(text);
    setMoved(null);
  }
  function choose(entry: PaletteEntry, isNewTab = false) {
    if (entry.href !== null) return onChoose(entry, isNewTab);
    setChoosingBot(true);
    begin("");
  }
  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (MOVING_KEYS.has(event.key)) setMoved({ to: selected });
    if (event.key === "Backspace" && search === "") setChoosingBot(false);
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    const entry = groups.flatMap(({ title, entries }) => entries.filter((one) => keyOf(title, one) === selected))[0];
    if (entry) choose(entry, true);
  }

  const label = isChoosingBot ? "Choose the bot that gets the action" : "Search, or choose a page";
  return (
    <Command
      label={label}
      shouldFilter={false}
      vimBindings={false}
      value={selected}
      onValueChange={(value) => setMoved((before) => (before === null ? null : { to: value }))}
      onKeyDown={onKeyDown}
      onPointerMove={() => setMoved((before) => before ?? { to: selected })}
      className="flex min-h-0 flex-col"
    >
      <div className="flex h-14 shrink-0 items-center gap-3 border-b pr-14 pl-4">
        {isBusy ? (
          <Spinner className="size-4 shrink-0 text-muted-foreground" />
        ) : (
          <Search aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        )}
        <Command.Input
          value={search}
          onValueChange={begin}
          maxLength={LONGEST_SEARCH}
          placeholder={isChoosingBot ? "In which bot?" : "Bots, actions, customers, messages …"}
          className="h-full w-full bg-transparent text-16 outline-none placeholder:text-muted-foreground md:text-14"
        />
      </div>
      <PaletteList groups={groups} onChoose={choose} />
      <Note count={keys.length} {...{ search, isBusy, isChoosingBot }} failure={error && messageOf(error)} />
    </Command>
  );
}

interface NoteProps {
  count: number;
  search: string;
  isBusy: boolean;
  isChoosingBot: boolean;
  failure: string | null;
}

/** Tells how the search went: to everybody if nothing or not everything was found, else only to screen readers. */
function Note({ count, search, isBusy, isChoosingBot, failure }: NoteProps) {
  const text = failure ?? (isBusy ? "Searching …" : countText(count));
  const isSeen = failure !== null || count === 0;
  return (
    <output className={isSeen ? "px-6 py-8 text-center text-14 text-balance text-muted-foreground" : "sr-only"}>
      {failure === null && !isBusy && count === 0 ? nothingText(search, isChoosingBot) : text}
    </output>
  );
}

function nothingText(search: string, isChoosingBot: boolean): string {
  if (isChoosingBot) return search === "" ? "There is no bot yet. Create one first." : "No bot has this name.";
  return `Nothing fits “${search.trim()}”. Try a part of a name, a phone number, or a word that a customer wrote.`;
}

function countText(count: number): string {
  return count === 1 ? "1 result" : `${count} results`;
}
