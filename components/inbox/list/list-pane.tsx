"use client";

import { useQuery } from "@tanstack/react-query";
import { Keyboard } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { StatusDot } from "@/components/ui/status-dot";
import { KeysDialog } from "../keys/keys-dialog";
import { useInboxKeys } from "../keys/use-inbox-keys";
import type { InboxMember } from "../inbox-types";
import { SnoozeDialog } from "../snooze-dialog";
import { BulkBar } from "./bulk-bar";
import { FilterBar } from "./filter-bar";
import type { InboxFilters } from "./inbox-filters";
import { InboxList } from "./inbox-list";
import type { useInboxList } from "./use-inbox-list";
import { useRowActions } from "./use-row-actions";
import { useSelection } from "./use-selection";
import { ViewBar } from "./view-bar";

interface ListPaneProps {
  inbox: ReturnType<typeof useInboxList>;
  filters: InboxFilters;
  openId: string | null;
  member: InboxMember;
  isLive: boolean;
  onChange: (part: Partial<InboxFilters>) => void;
}

const POLL_MS = 5000;
/** Nothing announces new tags, channels and members. */
const FACETS_POLL_MS = 60_000;

/** The list of conversations with its views, filters, keys and actions. */
export function ListPane({ inbox, filters, openId, member, isLive, onChange }: ListPaneProps) {
  const trpc = useTRPC();
  const facets = useQuery(trpc.inbox.facets.queryOptions(undefined, { refetchInterval: FACETS_POLL_MS }));
  // While events arrive, the navigation refreshes this query.
  const counts = useQuery(trpc.inbox.counts.queryOptions(undefined, { refetchInterval: isLive ? false : POLL_MS }));
  const selection = useSelection(inbox.rows);
  const actions = useRowActions({ rows: inbox.rows, openId, filters, member, selection });
  const [areKeysShown, setKeysShown] = useState(false);
  /** The conversations that the dialog snoozes. */
  const [snoozing, setSnoozing] = useState<string[] | null>(null);
  const askSnooze = () => setSnoozing(actions.targets());
  useKeys({ member, actions, selection, askSnooze, showKeys: () => setKeysShown(true) });
  return (
    <section
      aria-label="List of conversations"
      data-toast-column
      className={cn(
        "flex w-full min-w-0 shrink-0 flex-col md:w-84 md:border-r 2xl:w-88",
        openId !== null && "max-md:hidden",
      )}
    >
      <div className="grid gap-2 border-b px-3 pt-3 pb-2">
        <div className="flex h-8 items-center justify-between px-1">
          <p aria-hidden className="text-16 font-semibold">
            Inbox
          </p>
          <span className="flex items-center gap-1">
            <StatusDot
              tone={isLive ? "success" : "neutral"}
              label={isLive ? "Live" : "Connecting"}
              className="text-12 text-muted-foreground"
            />
            <IconButton
              label="Show the keys"
              size="sm"
              aria-keyshortcuts="?"
              className="pointer-coarse:hidden"
              onClick={() => setKeysShown(true)}
            >
              <Keyboard />
            </IconButton>
          </span>
        </div>
        <FilterBar filters={filters} facets={facets.data} onChange={onChange} onOpen={() => void facets.refetch()} />
        <ViewBar filters={filters} counts={counts.data} onChoose={(view) => onChange({ view })} />
      </div>
      {selection.selected.length > 0 && (
        <BulkBar
          selection={selection}
          listed={inbox.rows.length}
          isClosedView={filters.view === "closed"}
          actions={actions}
          onSnooze={askSnooze}
          member={member}
        />
      )}
      <InboxList
        inbox={inbox}
        filters={filters}
        openId={openId}
        selection={member.canOperate ? selection : null}
        onChange={onChange}
      />
      <KeysDialog isOpen={areKeysShown} onOpenChange={setKeysShown} />
      <SnoozeDialog
        isOpen={snoozing !== null}
        onOpenChange={(isOpen) => !isOpen && setSnoozing(null)}
        onSnooze={(until) => actions.snooze(snoozing ?? [], until)}
      />
    </section>
  );
}

interface Keys {
  member: InboxMember;
  actions: ReturnType<typeof useRowActions>;
  selection: ReturnType<typeof useSelection>;
  askSnooze: () => void;
  showKeys: () => void;
}

function useKeys({ member, actions, selection, askSnooze, showKeys }: Keys) {
  const ifAllowed = (act: () => void) => () => {
    if (member.canOperate) act();
  };
  useInboxKeys({
    a: ifAllowed(actions.assignToMe),
    e: ifAllowed(actions.closeOrReopen),
    s: ifAllowed(() => actions.targets().length > 0 && askSnooze()),
    x: ifAllowed(actions.toggleFocused),
    r: () => focusOn("textarea[aria-label^='Message to'], textarea[aria-label^='Note']"),
    "/": () => focusOn("input[type=search]"),
    "?": showKeys,
    Escape: selection.clear,
  });
}

function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}
