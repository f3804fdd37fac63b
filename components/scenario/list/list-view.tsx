"use client";

import { Plus } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { SearchBox } from "@/components/ui/search-box";
import { focusLater, openerId } from "../focus-later";
import { useTestPath } from "../path/use-test-path";
import { useScenarioProblems } from "../problems/use-scenario-problems";
import { SettingsSection } from "../settings/settings-section";
import { useScenario } from "../use-scenario";
import { EmptyScenario } from "./empty-scenario";
import { findInteractions } from "./find-interactions";
import { FolderGroup } from "./folder-group";
import { InteractionRow } from "./interaction-row";
import { groupsOf, specialOf } from "./list-groups";
import { SortableRows } from "./sortable-rows";
import { useInteractionCommands } from "./use-interaction-commands";

/** The interactions of a scenario as a list, and the scenario's settings. */
export function ListView() {
  const { interactions } = useScenario();
  return (
    <div className="grid min-w-0 gap-8">
      {interactions.length === 0 ? <EmptyScenario /> : <InteractionList />}
      <SettingsSection />
    </div>
  );
}

function InteractionList() {
  const { interactions, canEdit } = useScenario();
  const { add } = useInteractionCommands();
  const [search, setSearch] = useState("");
  const shownSearch = useDeferredValue(search);
  const found = useMemo(() => findInteractions(interactions, shownSearch), [interactions, shownSearch]);
  return (
    <div className="grid min-w-0 gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          label="Search interactions"
          placeholder="Search names, phrases and texts"
          search={search}
          onSearch={setSearch}
          className="min-w-48 flex-1"
        />
        {canEdit && (
          <Button id="add-interaction" onClick={() => add({ name: "New interaction" })}>
            <Plus /> Add interaction
          </Button>
        )}
      </div>
      {found.length === 0 ? (
        <p className="rounded-xl border border-dashed px-4 py-8 text-center text-14 text-muted-foreground">
          No interaction contains “{shownSearch}”.
        </p>
      ) : (
        <Groups found={found} search={shownSearch} />
      )}
    </div>
  );
}

/** The numbers of errors and warnings of the interactions with problems. */
function useProblemCounts(): ReadonlyMap<string, { errors: number; warnings: number }> {
  const problems = useScenarioProblems();
  return useMemo(() => {
    const counts = new Map<string, { errors: number; warnings: number }>();
    for (const { interactionId, severity } of problems) {
      if (interactionId === null) continue;
      const { errors, warnings } = counts.get(interactionId) ?? { errors: 0, warnings: 0 };
      const isError = severity === "error";
      counts.set(interactionId, { errors: errors + Number(isError), warnings: warnings + Number(!isError) });
    }
    return counts;
  }, [problems]);
}

interface GroupsProps {
  found: ReturnType<typeof findInteractions>;
  search: string;
}

function Groups({ found, search }: GroupsProps) {
  const { botId, canEdit, selected, select } = useScenario();
  const path = useTestPath(botId);
  const problems = useProblemCounts();
  const { move } = useInteractionCommands();
  const [news, setNews] = useState("");
  const special = useMemo(() => specialOf(found.map(({ interaction }) => interaction)), [found]);
  const groups = useMemo(() => groupsOf(found.map(({ interaction }) => interaction)), [found]);
  const byId = useMemo(() => new Map(found.map((one) => [one.interaction.id, one])), [found]);
  const canMove = canEdit && search === "";

  function moveBy(id: string, by: -1 | 1) {
    const group = groups.find(({ interactions }) => interactions.some((one) => one.id === id));
    const ids = group?.interactions.map((one) => one.id) ?? [];
    const over = ids[ids.indexOf(id) + by];
    if (over === undefined) return setNews(`It is the ${by === -1 ? "first" : "last"} of its folder.`);
    move(id, over);
    setNews(`It is now ${ids.indexOf(over) + 1} of ${ids.length}.`);
    focusLater(() => document.getElementById(openerId(id)));
  }

  // The same functions for every render, so that a change of one row draws only that row again.
  const latest = useRef({ open: select, moveBy });
  useEffect(() => {
    latest.current = { open: select, moveBy };
  });
  const [handlers] = useState(() => ({
    onOpen: (id: string) => latest.current.open(id),
    onMove: (id: string, by: -1 | 1) => latest.current.moveBy(id, by),
  }));

  const rows = (ids: string[], isMovable: boolean) =>
    ids.map((id) => {
      const one = byId.get(id);
      return (
        one && (
          <InteractionRow
            key={id}
            found={one}
            search={search}
            isSelected={selected?.id === id}
            isOnPath={path.interactions.has(id)}
            errors={problems.get(id)?.errors ?? 0}
            warnings={problems.get(id)?.warnings ?? 0}
            canEdit={canEdit}
            isMovable={isMovable}
            {...handlers}
          />
        )
      );
    });

  return (
    <SortableRows interactions={groups.flatMap((group) => group.interactions)} onMove={move}>
      <div className="grid min-w-0 gap-3">
        {special.length > 0 && (
          <ul
            aria-label="Welcome and Fallback"
            className="min-w-0 overflow-hidden rounded-xl border bg-card shadow-raised"
          >
            {rows(
              special.map(({ id }) => id),
              false,
            )}
          </ul>
        )}
        {canMove && <MissingRoles />}
        {groups.map(({ folder, interactions }) => (
          <FolderGroup key={folder} folder={folder} count={interactions.length} isSearched={search !== ""}>
            {rows(
              interactions.map(({ id }) => id),
              canMove,
            )}
          </FolderGroup>
        ))}
      </div>
      <output className="sr-only">{news}</output>
    </SortableRows>
  );
}

const roles = [
  { role: "welcome", name: "Welcome", about: "answers the first message" },
  { role: "fallback", name: "Fallback", about: "answers when nothing matches" },
] as const;

/** Offers Welcome and Fallback where a scenario has none. */
function MissingRoles() {
  const { interactions } = useScenario();
  const { add } = useInteractionCommands();
  const missing = roles.filter(({ role }) => !interactions.some((one) => one.role === role));
  if (missing.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {missing.map(({ role, name, about }) => (
        <Button key={role} variant="outline" size="sm" onClick={() => add({ role, name })}>
          <Plus />
          <span>
            Add {name}
            <span className="max-sm:sr-only">, which {about}</span>
          </span>
        </Button>
      ))}
    </div>
  );
}
