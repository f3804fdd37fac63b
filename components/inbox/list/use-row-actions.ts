import type { InboxMember, InboxRow } from "../inbox-types";
import { useChangeMany } from "../use-change-many";
import type { InboxFilters } from "./inbox-filters";
import { addressOf, goOnTo } from "./use-inbox-address";
import type { Selection } from "./use-selection";

interface Surroundings {
  rows: readonly InboxRow[];
  openId: string | null;
  filters: InboxFilters;
  member: InboxMember;
  selection: Selection;
}

/** The changes of the selected conversations or, without a selection, of the focused or the open one. */
export function useRowActions({ rows, openId, filters, member, selection }: Surroundings) {
  const { changeMany, isPending } = useChangeMany();
  const targets = () => (selection.selected.length > 0 ? selection.selected : [focusedId() ?? openId ?? []].flat());

  /** The rows leave the list, so that the next one takes the place of an open one. */
  function leave(ids: readonly string[]) {
    selection.clear();
    if (openId === null || !ids.includes(openId)) return;
    const at = rows.findIndex(({ id }) => id === openId);
    const stays = ({ id }: InboxRow) => !ids.includes(id);
    const next = rows.slice(at + 1).find(stays) ?? rows.slice(0, Math.max(0, at)).findLast(stays);
    goOnTo(addressOf(next?.id ?? null, filters));
  }

  return {
    isPending,
    targets,
    assign: (memberId: string | null) => changeMany(targets(), { kind: "assign", memberId }),
    assignToMe: () => changeMany(targets(), { kind: "assign", memberId: member.id }),
    markRead: () => changeMany(targets(), { kind: "mark_read" }),
    snooze: (ids: string[], until: Date) => {
      changeMany(ids, { kind: "snooze", until });
      if (filters.view !== "snoozed") leave(ids);
    },
    /** Closes them or, if all are closed, opens them again. */
    closeOrReopen: () => {
      const ids = targets();
      const areClosed =
        filters.view === "closed" || rows.every((row) => !ids.includes(row.id) || row.state === "closed");
      changeMany(ids, { kind: areClosed ? "reopen" : "close" });
      if (filters.search === "") leave(ids);
    },
    toggleFocused: () => {
      const id = focusedId() ?? openId;
      if (id !== null) selection.toggle(id);
    },
  };
}

export type RowActions = ReturnType<typeof useRowActions>;

/** The id of the row that has the focus. */
function focusedId(): string | null {
  return document.activeElement?.closest<HTMLElement>("[data-conversation]")?.dataset["conversation"] ?? null;
}
