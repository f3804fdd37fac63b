"use client";

import { Command } from "cmdk";
import { useEffect, useRef } from "react";
import { entryIcons, keyOf, type PaletteEntry, type PaletteGroup } from "./entry";

interface PaletteListProps {
  groups: readonly PaletteGroup[];
  onChoose: (entry: PaletteEntry, isNewTab?: boolean) => void;
}

const MIDDLE_BUTTON = 1;
const ACTIVE = "aria-activedescendant";

/** The entries in their groups. */
export function PaletteList({ groups, onChoose }: PaletteListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => (list.current ? tellSelected(list.current) : undefined), []);
  return (
    <Command.List ref={list} label="Results" className="max-h-[min(26rem,58dvh)] overflow-y-auto p-1.5 empty:p-0">
      {groups.map(({ title, entries }) => (
        <Command.Group
          key={title}
          heading={title}
          className="pb-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground"
        >
          {entries.map((entry) => (
            <EntryRow key={keyOf(title, entry)} value={keyOf(title, entry)} entry={entry} onChoose={onChoose} />
          ))}
        </Command.Group>
      ))}
    </Command.List>
  );
}

/**
 * Keeps the box's `aria-activedescendant` equal to the selected option, for screen readers: cmdk sets it only for
 * selections that it makes itself. Returns the end of it.
 */
function tellSelected(list: HTMLElement): () => void {
  const box = list.closest("[cmdk-root]")?.querySelector("[role=combobox]");
  if (!box) return () => undefined;
  const tell = () => {
    const option = list.querySelector("[role=option][aria-selected=true]");
    if (box.getAttribute(ACTIVE) === (option?.id ?? null)) return;
    if (option) box.setAttribute(ACTIVE, option.id);
    else box.removeAttribute(ACTIVE);
  };
  const observer = new MutationObserver(tell);
  observer.observe(list, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["aria-selected", "id"],
  });
  observer.observe(box, { attributes: true, attributeFilter: [ACTIVE] });
  tell();
  return () => observer.disconnect();
}

interface EntryRowProps extends Pick<PaletteListProps, "onChoose"> {
  value: string;
  entry: PaletteEntry;
}

function EntryRow({ value, entry, onChoose }: EntryRowProps) {
  const Icon = entryIcons[entry.kind];
  return (
    <Command.Item
      value={value}
      onSelect={() => onChoose(entry)}
      onAuxClick={(event) => event.button === MIDDLE_BUTTON && onChoose(entry, true)}
      className="flex min-h-9 scroll-my-8 items-center gap-2.5 rounded-md px-2.5 py-1.5 text-14 select-none data-[selected=true]:bg-accent data-[selected=true]:text-accent-foreground"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <span dir="auto" className="max-w-[60%] shrink-0 truncate">
        {entry.name}
      </span>
      {entry.hint && (
        <span dir="auto" className="min-w-0 truncate text-13 text-muted-foreground">
          {entry.hint}
        </span>
      )}
    </Command.Item>
  );
}
