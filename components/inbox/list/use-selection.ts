import { useCallback, useMemo, useRef, useState } from "react";
import { MOST_CHANGED } from "@/server/inbox/schema";
import { selectRange } from "./select-range";

/** The selected conversations among the listed ones. Those that leave the list are no longer selected. */
export function useSelection(listed: readonly { id: string }[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  /** The conversation that was clicked last, where a range begins. */
  const anchor = useRef<string>(undefined);
  const selected = useMemo(() => listed.map(({ id }) => id).filter((id) => chosen.has(id)), [listed, chosen]);

  const toggle = useCallback(
    (id: string, isRange = false) => {
      const ids = listed.map((row) => row.id);
      const from = anchor.current;
      anchor.current = id;
      setChosen((before) => {
        if (isRange && from !== undefined) return limited([...before, ...selectRange(ids, from, id)]);
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return limited(after);
      });
    },
    [listed],
  );
  const selectAll = useCallback(() => setChosen(limited(listed.map(({ id }) => id))), [listed]);
  const clear = useCallback(() => setChosen(new Set()), []);
  return { selected, has: (id: string) => chosen.has(id), toggle, selectAll, clear };
}

export type Selection = ReturnType<typeof useSelection>;

/** One request changes no more. */
function limited(ids: Iterable<string>): ReadonlySet<string> {
  return new Set([...new Set(ids)].slice(0, MOST_CHANGED));
}
